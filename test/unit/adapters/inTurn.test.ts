import { inTurn } from '../../../lib/adapters/inTurn';

const ownerOf = (item: string) => item[0];

test.each([
  [
    ['a1', 'a2', 'b1'],
    ['a1', 'b1', 'a2'],
  ],
  [
    ['a1', 'a2', 'a3', 'c1', 'b1', 'b2'],
    ['a1', 'c1', 'b1', 'a2', 'b2', 'a3'],
  ],
  [['a1'], ['a1']],
  [[], []],
])('of %j the turn is %j', (items, turns) => {
  expect(inTurn(items, ownerOf)).toEqual(turns);
});

import { judgedThrough } from '../../../lib/app/judgedThrough';
import { instanceOf } from '../../support/storedRules';

describe('through which bar a rule was judged', () => {
  const through = (lastBar: number, cursor: number | undefined) => {
    const { state } = instanceOf();
    return judgedThrough(instanceOf({ state: { ...state, armedAt: 5, lastBar } }), cursor);
  };

  it.each<[string, number, number | undefined, number]>([
    ['is what the cursor says of a state that was not written since', 10, 20, 20],
    ['is what the state says where somebody judged it ahead of the cursor', 20, 10, 20],
    ['is its arming until it was judged, wherever the cursor stands', 5, 20, 5],
    ['is what the state says where there is no cursor', 10, undefined, 10],
  ])('%s', (_law, lastBar, cursor, expected) => {
    expect(through(lastBar, cursor)).toBe(expected);
  });
});

import type { Cond } from '../../../../lib/rules/rule';
import { play, ruleOf, slotsOf, whysOf } from '../../../support/series';

const above = (level: number): Cond => ({ op: '>', left: 'close', right: level });
const untrained: Cond = { op: '>', left: { ml: 'vol', at: '1d' }, right: 1 };
const undefinedAlways: Cond = { op: '>', left: { div: [1, 0] }, right: 1 };

test.each<[string, Cond, string]>([
  ['all needs every one', { all: [above(10), above(20)] }, 'noMatch noMatch fired'],
  ['any needs one', { any: [above(10), above(20)] }, 'noMatch fired unchanged'],
  ['not turns it round', { not: above(10) }, 'fired noMatch noMatch'],
  [
    'a false part decides all beside an unknown one',
    { all: [untrained, above(20)] },
    'noMatch noMatch modelNotTrained',
  ],
  [
    'a true part decides any beside an unknown one',
    { any: [untrained, above(20)] },
    'modelNotTrained modelNotTrained fired',
  ],
  ['not of unknown is unknown', { not: untrained }, 'modelNotTrained modelNotTrained modelNotTrained'],
  [
    'the first unknown part tells why',
    { all: [undefinedAlways, untrained] },
    'undefined undefined undefined',
  ],
  [
    'an unknown part that no longer matters does not tell why',
    { all: [{ any: [undefinedAlways, above(10)] }, untrained] },
    'undefined modelNotTrained modelNotTrained',
  ],
])('%s', (_, when, whys) => {
  expect(whysOf(play(ruleOf(when), slotsOf('5 15 25')))).toBe(whys);
});

test('the tree shows every part with its place, its truth and its reason', () => {
  const [finding] = play(
    ruleOf({ any: [{ not: above(10) }, { all: [untrained, above(1)] }] }),
    slotsOf('15'),
  );
  expect(finding?.condition).toEqual({
    path: 'when',
    op: 'any',
    truth: 'unknown',
    reason: 'modelNotTrained',
    children: [
      {
        path: 'when.any.0',
        op: 'not',
        truth: 'false',
        children: [{ path: 'when.any.0.not', op: '>', truth: 'true' }],
      },
      {
        path: 'when.any.1',
        op: 'all',
        truth: 'unknown',
        reason: 'modelNotTrained',
        children: [
          { path: 'when.any.1.all.0', op: '>', truth: 'unknown', reason: 'modelNotTrained' },
          { path: 'when.any.1.all.1', op: '>', truth: 'true' },
        ],
      },
    ],
  });
  expect(finding?.values.map(({ path }) => path)).toEqual([
    'when.any.0.not.left', 'when.any.0.not.right',
    'when.any.1.all.0.left', 'when.any.1.all.0.right',
    'when.any.1.all.1.left', 'when.any.1.all.1.right',
  ]); // prettier-ignore
});

import { compileRule } from '../../../lib/rules/compileRule';
import type { Cond, Expr, Rule } from '../../../lib/rules/rule';
import { ruleOf } from '../../support/series';

const of = (left: Expr, more: Partial<Rule> = {}) => compileRule(ruleOf({ op: '>', left, right: 1 }, more));

test.each<[string, Expr, number]>([
  ['a field', 'close', 64],
  ['a long average', { ind: 'sma', n: 200 }, 512],
  ['RSI, whose smoothing remembers', { ind: 'rsi', n: 14 }, 512],
  ['a year', 'high_52w', 512],
  ['the second of two', { add: ['close', { lag: ['close', 100] }] }, 256],
  ['the first of two', { add: [{ lag: ['close', 100] }, 'close'] }, 256],
  ['a lag on top of it', { lag: ['close', 100] }, 256],
])('looks back far enough for %s', (_, left, slots) => {
  expect(of(left).lookbackSlots).toBe(slots);
});

test('looks back as far as its longest part', () => {
  const deep: Cond = { op: '>', left: 'close', right: { lag: ['close', 1000] } };
  expect(compileRule(ruleOf({ all: [{ op: '>', left: 1, right: 2 }, deep] })).lookbackSlots).toBe(2048);
  expect(compileRule(ruleOf({ any: [{ not: deep }, { op: '>', left: 1, right: 2 }] })).lookbackSlots).toBe(
    2048,
  );
});

test('lists the horizons of its forecasts once, ascending, those of σ thresholds among them', () => {
  const when: Cond = {
    all: [
      { op: '>', left: { ml: 'vol', at: '5d' }, right: { lag: [{ ml: 'vol', at: '5bars' }, 1] } },
      {
        op: 'moves_up',
        left: { abs: { ml: 'predicted_change_pct', at: '1d' } },
        by: { sd: 2 },
        within: '3d',
      },
      { op: 'moves_up', left: 'close', by: { pct: 2 }, within: '9d' },
    ],
  };
  expect(compileRule(ruleOf(when)).horizonsBars).toEqual([1, 3, 5]);
  expect(of('close').horizonsBars).toEqual([]);
});

test.each<[Rule['trigger'], number, boolean]>([
  [undefined, 0, false],
  [{ cooldown: 4 }, 4, false],
  [{ cooldown: '2d' }, 14, false],
  [{ frequency: 'once' }, 0, true],
  [{ frequency: 'bar_close' }, 0, false],
])('reads the trigger %j on bars of 1h', (trigger, cooldownBars, firesOnce) => {
  expect(of('close', { interval: '1h', ...(trigger && { trigger }) })).toMatchObject({
    cooldownBars,
    firesOnce,
  });
});

test('refuses what parseRule refuses', () => {
  const nonsense = (when: object) => () => compileRule(ruleOf(when as Cond));
  expect(nonsense({ happened: 1 })).toThrow('no condition is named by "happened"');
  expect(nonsense({ op: '>', left: { agg: 'max' }, right: 1 })).toThrow('no operand is named by "agg"');
  expect(nonsense({ op: 'moves_up', left: 'close', by: 1, within: '1m' })).toThrow(
    '"1m" is no span on bars of "1d"',
  );
});

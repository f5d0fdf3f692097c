import type { Comparison, Rule } from '../../../../lib/rules/rule';
import { eventsOf, play, ruleOf, slotsOf, whysOf } from '../../../support/series';

const run = (op: Comparison, series: string, more: Partial<Rule> = {}) =>
  play(ruleOf({ op, left: 'close', right: 150 }, more), slotsOf(series));

describe('crosses_up 150', () => {
  test.each([
    ['fires on the way up only', '148 149 151 152', 'noMatch noMatch fired noMatch', '2:fired 3:resolved'],
    ['never fires when the first known bar is above', '151 152 153', 'warmUp noMatch noMatch', ''],
    ['fires over a missing bar', '149 _ 151', 'noMatch missingBar fired', '2:fired'],
    ['fires after a rest at the level', '149 150 150 151', 'noMatch noMatch noMatch fired', '3:fired'],
    ['counts a gap through the level', '100 200', 'noMatch fired', '1:fired'],
    ['does not fire at the level itself', '149 150', 'noMatch noMatch', ''],
    ['compares with a bar three slots old', '149 _ _ 151', 'noMatch missingBar missingBar fired', '3:fired'],
    [
      'does not compare with an older one',
      '149 _x3 151',
      'noMatch missingBar missingBar missingBar stale',
      '',
    ],
    ['forgets a bar behind a gap of 40', '149 _x40 151', `noMatch ${'missingBar '.repeat(40)}warmUp`, ''],
    ['is false below although the bar before is unknown', '_ 149', 'missingBar noMatch', ''],
  ])('%s: %s', (_, series, whys, events) => {
    const findings = run('crosses_up', series);
    expect(whysOf(findings)).toBe(whys);
    expect(eventsOf(findings)).toBe(events);
  });
});

test.each<[string, Comparison, string, string]>([
  ['crosses_down fires below only', 'crosses_down', '152 150 149 148', '2:fired 3:resolved'],
  ['crosses_down does not fire at the level', 'crosses_down', '151 150', ''],
  ['crosses_down never fires on the first bar', 'crosses_down', '149 148', ''],
  ['crosses fires on the way up', 'crosses', '149 151 152', '1:fired 2:resolved'],
  ['crosses fires on the way down', 'crosses', '151 149 148', '1:fired 2:resolved'],
  ['crosses fires where a touch turns back', 'crosses', '149 150 149', '2:fired'],
  ['crosses fires where a touch from above turns back', 'crosses', '151 150 151', '2:fired'],
  ['crosses does not fire while it rests at the level', 'crosses', '149 150 150', ''],
])('%s', (_, op, series, events) => {
  expect(eventsOf(run(op, series))).toBe(events);
});

test.each([
  ['1bars', '149 _ 151', 'noMatch missingBar stale'],
  ['1bars', '149 151', 'noMatch fired'],
  ['2d', '149 _ 151', 'noMatch missingBar fired'],
  ['2d', '149 _ _ 151', 'noMatch missingBar missingBar stale'],
  ['40bars', '149 _x39 151', `noMatch ${'missingBar '.repeat(39)}fired`],
])('staleAfter %s says how old the previous bar may be: %s', (staleAfter, series, whys) => {
  expect(whysOf(run('crosses_up', series, { staleAfter }))).toBe(whys);
});

test('the previous bar is the last one on which every operand was known', () => {
  const rule = ruleOf({ op: 'crosses_up', left: { lag: ['close', 1] }, right: 'close' });
  // Bar 3 has no close one slot before; bar 1 is the last with both: 10 ≤ 11, then 12 > 9.
  const findings = play(rule, slotsOf('10 11 _ 12 9'));
  expect(whysOf(findings)).toBe('warmUp noMatch missingBar missingBar fired');
  expect(findings.at(-1)?.values[0]).toMatchObject({ previous: 10, current: 12 });
});

test('a crossing of two moving sides compares each with its own bar', () => {
  const rule = ruleOf({ op: 'crosses_up', left: { ind: 'sma', n: 2 }, right: { ind: 'sma', n: 3 } });
  // sma2: - 9.5 8.5 8.5 9.5 · sma3: - - 9 8.67 9
  expect(whysOf(play(rule, slotsOf('10 9 8 9 10')))).toBe('warmUp warmUp noMatch noMatch fired');
});

import type { Comparison } from '../../../../lib/rules/rule';
import { eventsOf, play, ruleOf, slotsOf, whysOf } from '../../../support/series';

const run = (op: Comparison, series: string) =>
  play(ruleOf({ op, left: 'close', right: 150 }), slotsOf(series));

test.each<[Comparison, string, string]>([
  ['>', 'noMatch noMatch fired', '2:fired'],
  ['>=', 'noMatch fired unchanged', '1:fired'],
  ['<', 'fired noMatch noMatch', '0:fired 1:resolved'],
  ['<=', 'fired unchanged noMatch', '0:fired 2:resolved'],
])('%s is judged on the values below, at and above', (op, whys, events) => {
  const findings = run(op, '149 150 151');
  expect(whysOf(findings)).toBe(whys);
  expect(eventsOf(findings)).toBe(events);
});

test('a comparison that is true on the first known bar fires there', () => {
  expect(eventsOf(run('>', '151 152'))).toBe('0:fired');
});

test('both sides may be expressions', () => {
  const findings = play(ruleOf({ op: '>', left: 'close', right: { add: ['open', 1] } }), slotsOf('10 11 13'));
  expect(whysOf(findings)).toBe('noMatch noMatch fired');
});

test('the finding names both sides, previous and current', () => {
  expect(run('>', '149 _ 151').at(-1)?.values).toEqual([
    { path: 'when.left', label: 'close', words: 'close', previous: 149, current: 151 },
    { path: 'when.right', label: '150', words: '150', constant: true, previous: 150, current: 150 },
  ]);
});

test('on a missing bar the symbol has no value, and the condition none', () => {
  const [, missing] = run('>', '151 _');
  expect(missing?.why).toBe('missingBar');
  expect(missing?.condition).toEqual({ path: 'when', op: '>', truth: 'unknown', reason: 'missingBar' });
  expect(missing?.values[0]).toEqual({
    path: 'when.left',
    label: 'close',
    words: 'close',
    previous: 151,
    current: null,
  });
});

test('a division by zero is unknown as undefined', () => {
  const rule = ruleOf({ op: '>', left: { div: ['close', 'volume'] }, right: 1 });
  expect(whysOf(play(rule, slotsOf({ close: '10 10', volume: '0 5' })))).toBe('undefined fired');
});

test('a missing bar is never the previous one, not even between constants', () => {
  const [, , , , , last] = play(ruleOf({ op: '>', left: 5, right: 1 }), slotsOf('9 _x4 9'));
  expect(last?.values[0]).toEqual({
    path: 'when.left',
    label: '5',
    words: '5',
    constant: true,
    previous: null,
    current: 5,
  });
});

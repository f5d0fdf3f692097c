import type { Expr, Move, Threshold } from '../../../../lib/rules/rule';
import type { ForecastAt } from '../../../../lib/rules/frame';
import { play, ruleOf, slotsOf, steadyForecast, whysOf } from '../../../support/series';

type Case = { op: Move; by: Threshold; series: string; within?: string; left?: Expr; forecast?: ForecastAt };

const run = ({ op, by, series, within = '2bars', left = 'close', forecast }: Case) =>
  play(ruleOf({ op, left, by, within }), slotsOf(series), forecast && { forecast });

test.each<[string, Case, string]>([
  [
    'is unknown until the span before the bar is full',
    { op: 'moves_up', by: 5, series: '100 200 300' },
    'warmUp warmUp fired',
  ],
  [
    'measures from the lowest of the bars before',
    { op: 'moves_up', by: 5, series: '100 101 104 106 108' },
    'warmUp warmUp noMatch fired noMatch',
  ],
  [
    'holds at exactly the size asked for',
    { op: 'moves_up', by: 5, series: '100 102 105' },
    'warmUp warmUp fired',
  ],
  [
    'does not see the current bar among those before',
    { op: 'moves_down', by: 1, series: '100 100 101' },
    'warmUp warmUp noMatch',
  ],
  [
    'measures down from the highest of the bars before',
    { op: 'moves_down', by: 5, series: '106 108 103 104' },
    'warmUp warmUp fired noMatch',
  ],
  ['a fall is no rise', { op: 'moves_up', by: 5, series: '100 100 90' }, 'warmUp warmUp noMatch'],
  [
    'leaves out a bar missing inside the span',
    { op: 'moves_up', by: 5, series: '100 _ 105' },
    'warmUp missingBar fired',
  ],
  [
    'counts the span in slots, missing ones included',
    { op: 'moves_up', by: 5, series: '99 100 _ 104' },
    'warmUp warmUp missingBar noMatch',
  ],
  [
    'is unknown when the whole span is missing',
    { op: 'moves_up', by: 5, series: '100 _ _ 200' },
    'warmUp missingBar missingBar missingBar',
  ],
  [
    'a span begins with the first known bar',
    { op: 'moves_up', by: 5, series: '_ 100 200 300' },
    'missingBar warmUp warmUp fired',
  ],
  [
    'takes a percentage of the lowest',
    { op: 'moves_up', by: { pct: 5 }, series: '200 220 210' },
    'warmUp warmUp fired',
  ],
  [
    'asks for the whole percentage',
    { op: 'moves_up', by: { pct: 5.1 }, series: '200 220 210' },
    'warmUp warmUp noMatch',
  ],
  [
    'takes a percentage of the highest',
    { op: 'moves_down', by: { pct: 10 }, series: '100 200 180' },
    'warmUp warmUp fired',
  ],
  [
    'is unknown in σ without a model',
    { op: 'moves_up', by: { sd: 2 }, series: '100 100 200' },
    'warmUp warmUp modelNotTrained',
  ],
  // σ = 2 · 1.5 % of the current close: 3.09 of 103, 3.12 of 104.
  [
    'stays below 2 σ',
    { op: 'moves_up', by: { sd: 2 }, series: '100 100 103', forecast: steadyForecast(1.5) },
    'warmUp warmUp noMatch',
  ],
  [
    'moves beyond 2 σ',
    { op: 'moves_up', by: { sd: 2 }, series: '100 100 104', forecast: steadyForecast(1.5) },
    'warmUp warmUp fired',
  ],
])('%s', (_, given, whys) => {
  expect(whysOf(run(given))).toBe(whys);
});

test('a percentage of a negative extreme is as wide as of a positive one', () => {
  const left: Expr = { sub: ['close', 110] };
  // left: -10 -10 -6; 50 % of the lowest is 5, the move is 4.
  expect(whysOf(run({ op: 'moves_up', by: { pct: 50 }, left, series: '100 100 104' }))).toBe(
    'warmUp warmUp noMatch',
  );
});

test('σ is forecast for the whole span', () => {
  const asked: number[] = [];
  const forecast: ForecastAt = (slotsBack, horizonBars) => {
    asked.push(slotsBack, horizonBars);
    return { known: true, volatilityPct: 1, predictedChangePct: 0 };
  };
  run({ op: 'moves_down', by: { sd: 1 }, within: '3d', series: '100x3 99', forecast });
  expect(asked.slice(-2)).toEqual([0, 3]);
});

test('a division by zero inside the span is not left out', () => {
  const rule = ruleOf({ op: 'moves_up', left: { div: ['close', 'volume'] }, by: 1, within: '2bars' });
  const findings = play(rule, slotsOf({ close: '10x3', volume: '5 0 1 1' }));
  expect(whysOf(findings)).toBe('warmUp undefined undefined undefined');
});

test('the finding names the extreme and the size asked for', () => {
  expect(run({ op: 'moves_up', by: { pct: 5 }, series: '200 220 210' }).at(-1)?.values).toEqual([
    { path: 'when.left', label: 'close', words: 'close', previous: 220, current: 210 },
    {
      path: 'when.within',
      label: 'lowest(close, 2bars)',
      words: 'the lowest of close in the 2 bars before',
      previous: null,
      current: 200,
    },
    { path: 'when.by', label: 'move(5 %)', words: 'a move of 5 %', previous: null, current: 10 },
  ]);
});

import { seeded } from './madeBars';

const NAMES = [
  'probability',
  'baseline',
  'happened',
  'ours',
  'theirs',
  'sigma',
  'inside',
  'drift',
  'move',
  'date',
] as const;

/** Made-up forecasts and what came of them; those of test/golden/scores.py, to the last bit. */
export type ScoreColumns = { readonly [name in (typeof NAMES)[number]]: Float64Array };

const DATES = 160;

/** As many cases as asked for, of symbol after symbol over the same 160 dates. */
export function scoreColumns(seed: number, cases: number): ScoreColumns {
  const draw = seeded(seed);
  let [ours, gap] = [0, 0];
  const rows = Array.from({ length: cases }, (_, i) => {
    const probability = draw();
    const baseline = 0.4 + 0.2 * draw();
    const happened = draw() < 0.15 + 0.6 * probability ? 1 : 0;
    ours = 0.5 * ours + draw();
    gap = 0.6 * gap + (draw() - 0.46);
    const sigma = 0.5 + draw() + draw();
    const inside = draw() < 1 - 0.1 * sigma ? 1 : 0;
    const drift = draw() - 0.45;
    const move = 0.3 * drift + (draw() + draw() + draw() - 1.45);
    const date = i % DATES;
    return { probability, baseline, happened, ours, theirs: ours + gap, sigma, inside, drift, move, date };
  });
  const columns = NAMES.map((name) => [name, Float64Array.from(rows, (row) => row[name])] as const);
  return Object.fromEntries(columns) as ScoreColumns;
}

import { windowOf } from '../features/featureMatrix';
import type { Interval } from '../market/interval';
import { INTRADAY_BAR_MS } from '../market/interval';
import type { Examples } from '../models/examples';
import type { Fit } from '../models/fit';
import type { Model, Reading } from '../models/model';

/** Rows `from` … `to` are forecast by a model that learned from rows up to `through`. */
export type Block = { readonly through: number; readonly from: number; readonly to: number };

/** Out-of-sample readings, one per tested row, oldest first. */
export type Readings = {
  readonly variance: Float64Array;
  readonly logVariance?: Float64Array;
  readonly drift?: Float64Array;
  readonly up?: Float64Array;
};

const DAILY_REFIT_BARS = 21;
const SESSION_MS = 390 * 60_000;
export const SHORTEST_EMBARGO = 5;
export const LONGEST_START = 500;

/** Tested cases below which nothing is said about a model. */
export const FEWEST_CASES = 63;

/** Rows between the last one learned from and the first one tested: purge and embargo. */
export function gapBars(horizonBars: number): number {
  return horizonBars + Math.max(horizonBars, SHORTEST_EMBARGO);
}

function refitBars(interval: Interval): number {
  return interval === '1d' ? DAILY_REFIT_BARS : Math.ceil(SESSION_MS / INTRADAY_BAR_MS[interval]);
}

/**
 * When to refit and what to test: expanding windows, a first one of a third of the rows (at most 500,
 * and never so many that fewer than FEWEST_CASES remain to be tested).
 * The outcomes learned from end at least max(horizon, 5) bars before the first tested row.
 *
 * Shape   blocks without gap or overlap, through the last row that has an outcome.
 */
export function walkForwardPlan(
  { firstRow, lastRow, horizonBars }: Pick<Examples, 'firstRow' | 'lastRow' | 'horizonBars'>,
  interval: Interval,
  fewestRows: number,
): readonly Block[] {
  const gap = gapBars(horizonBars);
  const rows = lastRow - firstRow + 1;
  const latest = rows - gap - FEWEST_CASES + 1;
  const start = Math.max(fewestRows, Math.min(LONGEST_START, Math.floor(rows / 3), latest));
  const step = refitBars(interval);
  const blocks: Block[] = [];
  for (let from = firstRow + start - 1 + gap; from <= lastRow; from += step) {
    blocks.push({ through: from - gap, from, to: Math.min(from + step - 1, lastRow) });
  }
  return blocks;
}

/** What a model says of every tested row, having learned only from rows before the gap. */
export function walkForward<F extends Fit>(
  model: Model<F>,
  examples: Examples,
  plan: readonly Block[],
): Readings {
  const { windowRows = 1, blocksPerFit = 1 } = model;
  const learn = model.fit(examples);
  let [block, fit]: [number, F | undefined] = [0, undefined];
  return readingsOver({ ...examples, windowRows }, plan, (through) => {
    const learned = fit === undefined || block % blocksPerFit === 0 ? learn(through) : fit;
    [block, fit] = [block + 1, learned];
    return (row) => model.apply(learned, row);
  });
}

/** What is read in every tested row by who has learned from the rows up to `through` of its block. */
export function readingsOver(
  { columns, windowRows = 1 }: Pick<Examples, 'columns'> & { readonly windowRows?: number },
  plan: readonly Block[],
  readerFrom: (through: number) => (row: Float64Array) => Reading,
): Readings {
  const readings = plan.flatMap(({ through, from, to }) => {
    const read = readerFrom(through);
    return Array.from({ length: to - from + 1 }, (_, i) => read(windowOf(columns, from + i, windowRows)));
  });
  const [first] = readings;
  return {
    variance: Float64Array.from(readings, ({ variance }) => variance),
    ...(first?.logVariance !== undefined && {
      logVariance: Float64Array.from(readings, ({ logVariance }) => logVariance ?? 0),
    }),
    ...(first?.drift !== undefined && {
      drift: Float64Array.from(readings, ({ drift }) => drift ?? 0),
    }),
    ...(first?.up !== undefined && { up: Float64Array.from(readings, ({ up }) => up ?? 0) }),
  };
}

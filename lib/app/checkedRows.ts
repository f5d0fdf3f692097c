import type { RawBar, SourcedBar } from '../market/bar';
import { barQuality } from '../market/barQuality';
import { cleanBars } from '../market/cleanBars';
import type { Interval } from '../market/interval';
import type { ImportReason, ImportRow } from './importRow';

export type Refusal = { readonly row: ImportRow; readonly reason: ImportReason };

export type RowsToCheck = {
  readonly series: string;
  readonly interval: Interval;
  readonly source: string;
  readonly rows: readonly ImportRow[];
  /** Market time, epoch ms. */
  readonly knownAt: number;
};

/** What a row without a bar is looked at as: it fails the first check. */
const NO_BAR: RawBar = { startAt: NaN, open: NaN, high: NaN, low: NaN, close: NaN, volume: NaN };

/** Rows that somebody brings through the checks of every source's bars, and that of their order. */
export function checkedRows({ series, interval, source, rows, knownAt }: RowsToCheck): {
  readonly accepted: readonly SourcedBar[];
  readonly refused: readonly Refusal[];
} {
  const bars = rows.map(({ bar }) => bar ?? NO_BAR);
  const { clean, rejected } = cleanBars({ symbol: series, interval, source, bars, knownAt });
  const reasons = new Map<number, ImportReason>(rejected.map(({ index, reason }) => [index, reason]));
  const late = new Set<number>();
  let newest = Number.NEGATIVE_INFINITY;
  rows.forEach((row, index) => {
    if (row.bar === undefined) reasons.set(index, 'wrongColumns');
    if (row.bar === undefined || reasons.has(index)) return;
    if (row.bar.startAt < newest) {
      reasons.set(index, 'outOfOrder');
      late.add(row.bar.startAt);
    }
    newest = Math.max(newest, row.bar.startAt);
  });
  return {
    accepted: clean.bars
      .filter(({ startAt }) => !late.has(startAt))
      .map((bar) => ({ ...bar, source, quality: barQuality(bar) })),
    refused: rows.flatMap((row, index) => {
      const reason = reasons.get(index);
      return reason === undefined ? [] : [{ row, reason }];
    }),
  };
}

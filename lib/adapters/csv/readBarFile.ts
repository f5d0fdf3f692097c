import type { RawBar } from '../../market/bar';
import { type BarSeries, barSeries } from '../../market/barSeries';
import { canonicalBars } from '../../market/canonicalBars';
import { cleanBars, type Rejection } from '../../market/cleanBars';
import type { Interval } from '../../market/interval';
import { Problem } from '../../problems';
import { CSV_COLUMNS, parseBarCsv } from './parseBarCsv';
import { intervalOf } from './intervalOf';
import { rawBarOf } from './rawBarOf';

/** A file's bars; one without any row has no interval and answers every question with none. */
export type BarFile = { readonly interval: Interval | undefined; readonly series: BarSeries };

const FORM = `rows are ${CSV_COLUMNS.join(',')} with the bar's START in UTC, a day's bar as YYYY-MM-DDT00:00:00Z`;

function malformed(fileName: string, what: string): Problem {
  return new Problem('MARKET_MALFORMED', `file "${fileName}" ${what}; ${FORM}`);
}

/** One bad row is one rejected bar; a file that is mostly bad is not what it is taken for. */
function requireMostlySound(fileName: string, bars: readonly RawBar[], rejected: readonly Rejection[]): void {
  if (rejected.length * 2 <= bars.length) return;
  const reasons = [...new Set(rejected.map(({ reason }) => reason))].join(', ');
  throw malformed(fileName, `has ${rejected.length} bad rows of ${bars.length} (${reasons})`);
}

/**
 * The text of a bar file → its bars.
 *
 * Throws  MARKET_MALFORMED when it is no CSV of bars, over half its rows are bad, or its interval cannot be told.
 */
export function readBarFile(fileName: string, text: string): BarFile {
  const bars = canonicalBars(text) ?? parseBarCsv(fileName, text).map(rawBarOf);
  if (bars.length === 0) return { interval: undefined, series: barSeries('1d', []) };
  const interval = intervalOf(bars);
  if (interval === undefined)
    throw malformed(fileName, 'has no interval that can be told from its timestamps');
  const { rejected } = cleanBars({
    symbol: fileName,
    interval,
    source: 'csv',
    bars,
    knownAt: Number.POSITIVE_INFINITY,
  });
  requireMostlySound(fileName, bars, rejected);
  return { interval, series: barSeries(interval, bars) };
}

import * as z from 'zod';
import { newYorkDay } from '../../market/calendar/newYorkDay';
import type { AnnouncedSplit, SplitQuery } from '../../ports/SplitFeed';
import { numberOf } from '../vendor/rawRows';
import { type SplitRow, soundSplits, UNREADABLE_SPLIT } from '../vendor/soundSplits';

const Result = z.looseObject({
  meta: z.looseObject({ symbol: z.string() }),
  events: z.looseObject({ splits: z.record(z.string(), z.unknown()).optional() }).optional(),
});

const Chart = z.looseObject({ result: z.array(Result).length(1) });
const Row = z.looseObject({ date: z.number() });

/**
 * The splits that a chart tells beside its bars; undefined for a body that is none, or of another symbol.
 *
 * Edge  a chart that tells of no events has none. A split carries its session's open, in epoch seconds.
 */
export function yahooSplitEvents(chart: unknown, query: SplitQuery): readonly AnnouncedSplit[] | undefined {
  const [result] = Chart.safeParse(chart).data?.result ?? [];
  if (result?.meta.symbol.toUpperCase() !== query.symbol.toUpperCase()) return undefined;
  return soundSplits(Object.values(result.events?.splits ?? {}).map(splitRow), query);
}

function splitRow(given: unknown): SplitRow {
  const row = Row.safeParse(given);
  if (!row.success) return UNREADABLE_SPLIT;
  const { date: seconds, numerator, denominator } = row.data;
  return {
    day: newYorkDay(seconds * 1_000),
    numerator: numberOf(numerator),
    denominator: numberOf(denominator),
  };
}

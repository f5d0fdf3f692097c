import * as z from 'zod';
import type { AnnouncedSplit, SplitQuery } from '../../ports/SplitFeed';
import { newYorkLabel } from '../vendor/newYorkLabel';
import { numberOf } from '../vendor/rawRows';
import { type SplitRow, soundSplits, UNREADABLE_SPLIT } from '../vendor/soundSplits';

const Body = z.looseObject({ symbol: z.string(), data: z.array(z.unknown()) });
const Row = z.looseObject({ effective_date: z.string(), split_factor: z.unknown() });

/**
 * The splits of a body of `SPLITS`; undefined for a body that is none, or of another symbol.
 *
 * Edge  it tells a factor, as text of four decimals: the ratio is the smallest that is close to it.
 */
export function alphaVantageSplitRows(
  body: unknown,
  query: SplitQuery,
): readonly AnnouncedSplit[] | undefined {
  const parsed = Body.safeParse(body);
  if (!parsed.success || parsed.data.symbol.toUpperCase() !== query.symbol.toUpperCase()) return undefined;
  return soundSplits(parsed.data.data.map(splitRow), query);
}

function splitRow(given: unknown): SplitRow {
  const row = Row.safeParse(given);
  if (!row.success) return UNREADABLE_SPLIT;
  const { effective_date: date, split_factor: factor } = row.data;
  return { day: newYorkLabel(date)?.day ?? Number.NaN, numerator: numberOf(factor), denominator: 1 };
}

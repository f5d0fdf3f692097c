import * as z from 'zod';
import type { AnnouncedSplit, SplitQuery } from '../../ports/SplitFeed';
import { newYorkLabel } from '../vendor/newYorkLabel';
import { numberOf } from '../vendor/rawRows';
import { type SplitRow, soundSplits } from '../vendor/soundSplits';

const Rows = z.array(z.unknown()).min(1);
const Row = z.looseObject({ symbol: z.string().optional(), date: z.string() });

type Row = z.infer<typeof Row>;

/** One that cannot be read is one split that cannot. */
const UNREADABLE: Row = { date: '' };

/** The splits of a list; undefined for a body that is none, or of another symbol where it names one. */
export function fmpSplitRows(body: unknown, query: SplitQuery): readonly AnnouncedSplit[] | undefined {
  const parsed = Rows.safeParse(body);
  if (!parsed.success) return undefined;
  const isOther = ({ symbol = query.symbol }: Row): boolean =>
    symbol.toUpperCase() !== query.symbol.toUpperCase();
  const rows = parsed.data.map((row) => Row.safeParse(row).data ?? UNREADABLE);
  return rows.some(isOther) ? undefined : soundSplits(rows.map(splitRow), query);
}

const splitRow = ({ date, numerator, denominator }: Row): SplitRow => ({
  day: newYorkLabel(date)?.day ?? Number.NaN,
  numerator: numberOf(numerator),
  denominator: numberOf(denominator),
});

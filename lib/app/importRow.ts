import type { RawBar } from '../market/bar';
import { MOST_PRICE, type RejectionReason } from '../market/barFaults';
import type { ProblemDetail } from '../problems';
import { given, quoted } from '../quoted';

/** The fields of a bar as an import names them. */
export const BAR_FIELDS = ['timestamp', 'open', 'high', 'low', 'close', 'volume'] as const;

export type BarField = (typeof BAR_FIELDS)[number];

/** Why a row is refused: as any source's bar, or because the rows are not what an import has to be. */
export type ImportReason = RejectionReason | 'outOfOrder' | 'wrongColumns';

/** A bar as somebody brings it, with where it stands there. */
export type ImportRow = {
  readonly line: number;
  /** How a detail names it, such as `bars.3`. */
  readonly path: string;
  /** What cannot be read is NaN; undefined for a row that has not the columns of a bar. */
  readonly bar?: RawBar;
  /** What was sent. */
  readonly given: Readonly<Partial<Record<BarField, string | number>>>;
};

const PRICES = ['open', 'high', 'low', 'close'] as const satisfies readonly BarField[];

/** What is wrong, and what to send instead. */
const FIXES: Readonly<Record<ImportReason, string>> = {
  notFinite: 'it cannot be read; send a decimal number such as 101.25',
  tooLarge: 'send prices up to 1e12 and volumes up to 1e18',
  priceNotPositive: 'send a price above 0',
  volumeNegative: 'send a volume of 0 or more',
  highBelowLow: 'the high is below the low; send the highest price of the bar',
  outsideRange: 'it lies outside low and high; send a price between them',
  outsideSession: 'no NYSE session is then; send the START of a bar in UTC, of a daily bar its session date',
  misaligned:
    'no bar of this interval begins then; send its START in UTC, of a daily bar its session date at 00:00Z',
  future: 'it lies in the future; send bars that have closed',
  notClosed: 'the bar has not closed yet; send it once it has',
  duplicate: 'an earlier line has the same bar; leave one of them out',
  outOfOrder: 'an earlier line has a later bar; send the bars oldest first',
  wrongColumns: `it has not the six columns ${BAR_FIELDS.join(',')}; send a value for each`,
};

/** Every reason there is. */
export const IMPORT_REASONS = Object.keys(FIXES) as [ImportReason, ...ImportReason[]];

const NO_INSTANT = 'it cannot be read; send an ISO-8601 instant in UTC such as "2008-09-15T00:00:00Z"';

/** A refused row as a form can show it: the field, what it holds, and what to send. */
export function rejectionDetail(row: ImportRow, reason: ImportReason): ProblemDetail {
  if (row.bar === undefined) return { path: row.path, message: `"${row.path}": ${FIXES.wrongColumns}.` };
  const field = fieldOf(row.bar, reason);
  const path = `${row.path}.${field}`;
  const fix = reason === 'notFinite' && field === 'timestamp' ? NO_INSTANT : FIXES[reason];
  const value = row.given[field];
  const shown = typeof value === 'number' ? given(value) : quoted(value);
  return { path, message: `"${path}" is ${shown}: ${fix}.` };
}

/** Which field of a bar a reason speaks of; its time where nothing else is said. */
const FIELDS_OF: Readonly<Partial<Record<ImportReason, (bar: RawBar) => BarField | undefined>>> = {
  notFinite: (bar) => BAR_FIELDS.find((field) => !Number.isFinite(valueOf(bar, field))) ?? 'volume',
  tooLarge: (bar) => PRICES.find((field) => bar[field] > MOST_PRICE) ?? 'volume',
  priceNotPositive: (bar) => PRICES.find((field) => bar[field] <= 0) ?? 'open',
  outsideRange: (bar) => (bar.open < bar.low || bar.open > bar.high ? 'open' : 'close'),
  highBelowLow: () => 'high',
  volumeNegative: () => 'volume',
};

const fieldOf = (bar: RawBar, reason: ImportReason): BarField => FIELDS_OF[reason]?.(bar) ?? 'timestamp';

const valueOf = (bar: RawBar, field: BarField): number => (field === 'timestamp' ? bar.startAt : bar[field]);

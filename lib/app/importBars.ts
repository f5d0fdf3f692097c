import { type Interval, INTERVALS } from '../market/interval';
import { importedSeries } from '../market/series';
import type { StoredBar } from '../ports/BarStore';
import { isProblem, Problem } from '../problems';
import { quoted } from '../quoted';
import { checkedRows, type Refusal } from './checkedRows';
import type { Deps } from './deps';
import { followImport, noteImport } from './followImport';
import { type ImportReason, type ImportRow, rejectionDetail } from './importRow';
import type { ReprojectDeps } from './reprojectRules';

export type ImportDeps = ReprojectDeps & Pick<Deps, 'marketData' | 'marketClock'>;

export type ImportInput = {
  readonly tenant: string;
  readonly symbol: string;
  readonly interval: Interval;
  /** Oldest first. */
  readonly rows: readonly ImportRow[];
  /** Whether the rows that are in order are taken where others are not. */
  readonly partial: boolean;
};

export type Rejected = { readonly line: number; readonly reason: ImportReason };

export type Imported = { readonly accepted: number; readonly rejected: readonly Rejected[] };

/** Bars of tenants come from the tenant. */
const SOURCE = 'import';

/** At most this many rows are told of in one refusal. */
const MOST_DETAILS = 50;

/**
 * Stores bars that a tenant brings, as the tenant's own series: all of them, or with `partial` those that are in order.
 * A bar that stands already stays as it was read first and counts as accepted. The tenant is the only source
 * of the series, so that all between its first and its last bar is whole: what is missing there does not exist,
 * until it is imported too. From the first import on, the tenant's rules on the symbol are judged on these bars.
 *
 * Edge    a worker that dies on the way leaves some of the bars; importing again stores the rest.
 * Throws  BARS_INVALID with the rows that are refused; STORE_CONFLICT for a symbol that the source serves; what
 *         the source throws when it cannot be asked.
 */
export async function importBars(deps: ImportDeps, input: ImportInput): Promise<Imported> {
  const { tenant, symbol, interval, rows, partial } = input;
  const series = importedSeries(tenant, symbol);
  const knownAt = deps.marketClock.now(series);
  const { accepted, refused } = checkedRows({ series, interval, source: SOURCE, rows, knownAt });
  if (refused.length > 0 && !partial) throw invalid(rows.length, refused);
  await requireFree(deps, symbol);
  if (accepted.length > 0) await take(deps, input, accepted);
  const rejected = refused.map(({ row, reason }) => ({ line: row.line, reason }));
  const outcome = { accepted: accepted.length, rejected };
  deps.log.info('bars imported', {
    tenant,
    symbol,
    interval,
    accepted: accepted.length,
    rejected: rejected.length,
  });
  return outcome;
}

function invalid(count: number, refused: readonly Refusal[]): Problem {
  const details = refused.slice(0, MOST_DETAILS).map(({ row, reason }) => rejectionDetail(row, reason));
  const said = `${refused.length} of ${count} bars are not valid, and nothing was stored.`;
  const fix = 'Correct them, or send "partial=true" to store the others.';
  return new Problem('BARS_INVALID', `${said} First: ${details[0]?.message ?? ''} ${fix}`, { details });
}

/** Throws STORE_CONFLICT when the source serves the symbol, be it in bars of another length. */
async function requireFree(deps: ImportDeps, symbol: string): Promise<void> {
  for (const interval of [...INTERVALS].reverse()) {
    if (!(await isServed(deps, symbol, interval))) continue;
    const what = `${quoted(symbol)} is served by the market data source (${interval} bars) and cannot be overwritten`;
    throw new Problem('STORE_CONFLICT', `${what}. Import under a symbol of your own.`);
  }
}

async function isServed(deps: ImportDeps, symbol: string, interval: Interval): Promise<boolean> {
  try {
    await deps.marketData.bars({ symbol, interval, upTo: deps.marketClock.now(symbol), limit: 1 });
    return true;
  } catch (error) {
    // What the plan of a source lacks is not served by it.
    if (isProblem(error, 'SYMBOL_UNKNOWN') || isProblem(error, 'MARKET_ENTITLEMENT')) return false;
    throw error;
  }
}

/** The stretch is marked last: until then none of the bars is seen, so that nobody meets half an import. */
async function take(deps: ImportDeps, input: ImportInput, bars: readonly StoredBar[]): Promise<void> {
  const { tenant, symbol, interval } = input;
  const series = importedSeries(tenant, symbol);
  const isFirst = (await deps.bars.whole(series, interval)) === undefined;
  const note = isFirst ? await noteImport(deps, input) : undefined;
  await deps.bars.putFirst(series, interval, bars);
  const from = Math.min(...bars.map(({ startAt }) => startAt));
  const through = Math.max(...bars.map(({ closedAt }) => closedAt));
  await deps.bars.widenWhole(series, interval, { from, through });
  await followImport(deps, input, note);
}

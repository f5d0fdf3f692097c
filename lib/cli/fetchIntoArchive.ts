import { backfill, type BackfillProgress } from '../app/backfill';
import type { DataDesk } from '../compose/dataDesk';
import type { DataCommand } from './dataOptions';
import type { ProgressLine } from './progressLine';

type Fetch = Extract<DataCommand, { does: 'fetch' }>;

/**
 * Archives what the source has, and answers a sentence about it.
 *
 * Throws  an Error of one sentence when the source limits us before all is done.
 */
export async function fetchIntoArchive(
  desk: DataDesk,
  { symbol, interval, from, before, isAgain }: Fetch,
  progress: ProgressLine,
): Promise<string> {
  const now = desk.clock.now();
  const upTo = Math.min(now, before ?? now);
  try {
    const onProgress = (standing: BackfillProgress): void => progress.show(`${symbol} ${said(standing)}`);
    const order = { symbol, interval, from, upTo, isAgain, onProgress };
    const { bars, left, stopped } = await backfill(desk, order);
    const archived = `${bars.toLocaleString('en')} new bars of ${symbol} ${interval} are archived`;
    if (stopped === undefined) return `${archived}.`;
    const years = left.length === 1 ? 'A year is' : `${left.length} years are`;
    const again = `Give the same command later: what is archived is not asked for again.`;
    throw new Error(`${stopped.message} ${archived}. ${years} left (${left.join(', ')}). ${again}`, {
      cause: stopped,
    });
  } finally {
    progress.end();
  }
}

const said = ({ year, done, left, bars, barsPerSecond }: BackfillProgress): string =>
  `${year}: ${done} of ${done + left} years, ${bars.toLocaleString('en')} new bars, ${barsPerSecond.toLocaleString('en')} bars/s`;

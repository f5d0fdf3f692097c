import { backfill } from '../app/backfill';
import type { DataDesk } from '../compose/dataDesk';
import type { DataCommand } from './dataOptions';
import type { ProgressBar } from './progressBar';

type Fetch = Extract<DataCommand, { does: 'fetch' }>;

/**
 * Archives what the source has, and answers a sentence about it.
 *
 * Throws  an Error of one sentence when the source limits us before all is done.
 */
export async function fetchIntoArchive(
  desk: DataDesk,
  { symbol, interval, from, before, isAgain }: Fetch,
  progress: ProgressBar,
): Promise<string> {
  const now = desk.clock.now();
  const upTo = Math.min(now, before ?? now);
  try {
    const order = { symbol, interval, from, upTo, isAgain, onProgress: progress.show };
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

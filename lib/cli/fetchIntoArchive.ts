import { backfill, type Backfilled } from '../app/backfill';
import type { DataDesk } from '../compose/dataDesk';
import { quoted } from '../quoted';
import type { DataCommand } from './dataOptions';
import type { ProgressBar } from './progressBar';

type Fetch = Extract<DataCommand, { does: 'fetch' }>;

/**
 * Archives what the source has, and answers a sentence about it.
 *
 * Edge    a source that is not configured is told also where nothing is left to be asked of it.
 * Throws  an Error that says what is left when the source limits us before all is done, or reaches no further back.
 */
export async function fetchIntoArchive(
  desk: DataDesk,
  { symbol, interval, from, before, isAgain }: Fetch,
  progress: ProgressBar,
): Promise<string> {
  desk.requireSource();
  const now = desk.clock.now();
  const upTo = Math.min(now, before ?? now);
  if (from >= now)
    throw new Error(`--from ${quoted(dateOf(from))} is still to come: give a day that has begun.`);
  try {
    const order = { symbol, interval, from, upTo, isAgain, onProgress: progress.show };
    const filled = await backfill(desk, order);
    const archived = `${filled.bars.toLocaleString('en')} new bars of ${symbol} ${interval} are archived.`;
    if (filled.left.length === 0) return archived;
    throw new Error(leftOf(filled, archived), { cause: filled.stopped });
  } finally {
    progress.end();
  }
}

/** What is left, why, and what to do. */
function leftOf({ left, stopped, reachesFrom }: Backfilled, archived: string): string {
  const years = left.length === 1 ? 'A year is' : `${left.length} years are`;
  const what = `${archived} ${years} left (${left.join(', ')}).`;
  if (stopped)
    return `${stopped.message} ${what} Give the same command later: what is archived is not asked for again.`;
  const first = dateOf(reachesFrom ?? 0);
  return `${what} The source or its plan has none before ${first}: give the same command with one that has, or --from ${first}.`;
}

const dateOf = (instant: number): string => new Date(instant).toISOString().slice(0, 10);

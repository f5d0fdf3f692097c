import type { Interval } from '../market/interval';
import type { StoredBar } from '../ports/BarStore';
import type { Deps } from './deps';

/** Prices that are told again may be rounded otherwise. */
const SAME_SHARE = 1e-6;

type Told = { readonly standing: readonly StoredBar[]; readonly told: readonly StoredBar[] };

/**
 * Keeps what a source tells of stored bars of its own that it told otherwise before. Nothing is judged by it, and what
 * has fired stays fired: otherwise a correction between a crash and its repetition would lose alerts, or invent some.
 *
 * Edge    another source's reading is no correction, and a volume that has grown is none either.
 */
export async function keepCorrections(
  deps: Pick<Deps, 'bars' | 'log' | 'metrics'>,
  { symbol, interval }: { readonly symbol: string; readonly interval: Interval },
  { standing, told }: Told,
): Promise<void> {
  const byStart = new Map(standing.map((bar) => [bar.startAt, bar]));
  const corrected = told.filter((bar) => {
    const stands = byStart.get(bar.startAt);
    return stands !== undefined && stands.source === bar.source && !isSame(stands, bar);
  });
  if (corrected.length === 0) return;
  await deps.bars.putCorrections(symbol, interval, corrected);
  deps.log.info('bars corrected', { symbol, interval, corrected: corrected.length });
  deps.metrics.count('bars_corrected_total', { interval }, { by: corrected.length });
}

function isSame(stands: StoredBar, told: StoredBar): boolean {
  return (['open', 'high', 'low', 'close'] as const).every(
    (price) => Math.abs(told[price] - stands[price]) <= SAME_SHARE * stands[price],
  );
}

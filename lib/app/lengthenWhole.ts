import { slotClosesBetween } from '../market/slotClosesBetween';
import type { Interval } from '../market/interval';
import type { Deps } from './deps';

/**
 * Lengthens the stretch of a series that is whole by bars that were stored behind it.
 *
 * Edge  a stretch that begins later than they follow on (`after`, epoch ms), or ends so long before that bars may
 *       lie between, says nothing of them, and stays: another worker has written it meanwhile.
 */
export async function lengthenWhole(
  deps: Pick<Deps, 'bars'>,
  {
    symbol,
    interval,
    after,
    through,
  }: {
    readonly symbol: string;
    readonly interval: Interval;
    readonly after: number;
    readonly through: number;
  },
): Promise<void> {
  const standing = await deps.bars.whole(symbol, interval);
  if (standing === undefined || after < standing.from || through <= standing.through) return;
  if (slotClosesBetween(interval, standing.through, after)) return;
  await deps.bars.markWhole(symbol, interval, { ...standing, through });
}

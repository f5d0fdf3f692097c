import type { CleanBars } from '../market/bar';
import { credibleBars } from '../market/credibleBars';
import { rebasedBars } from '../market/rebasedBars';
import { type JumpedOpening, jumpedOpenings } from '../market/splitSignal';
import { announcedSplits } from './announcedSplits';
import type { Deps } from './deps';
import { confirmedBy, knownSplits, maySplit } from './judgeableBars';
import { isAmong, placedSplit } from './placedSplit';

/**
 * Writes down the announced splits that a history goes over, where its prices speak for them: rules settle only those of
 * the bars that they are judged on, and who looks back further would take the others for falls.
 *
 * Edge    the feed is asked once for all, and only where a session has opened so far away that it may be one, and
 *         `isWorthACall` says so.
 */
export async function confirmPastSplits(
  deps: Pick<Deps, 'splits' | 'splitFeed' | 'log'>,
  clean: CleanBars,
  isWorthACall: (opening: JumpedOpening) => boolean = () => true,
): Promise<void> {
  const { symbol } = clean;
  // Most histories have no such session, and nothing has to be read.
  if (!maySplit(symbol) || jumpedOpenings(clean, Number.NEGATIVE_INFINITY).length === 0) return;
  const [first, last] = [clean.bars[0]!, clean.bars.at(-1)!];
  const known = await knownSplits(deps, symbol);
  const confirmed = confirmedBy(known, last.startAt);
  const bars = credibleBars(rebasedBars(clean, confirmed));
  const openings = jumpedOpenings(bars, Number.NEGATIVE_INFINITY);
  const isUnknown = (opening: JumpedOpening) => known.every(({ at }) => at !== opening.at);
  if (!openings.some((opening) => isUnknown(opening) && isWorthACall(opening))) return;
  const told = (await announcedSplits(deps, symbol, { from: first.startAt, through: last.startAt })) ?? [];
  for (const said of told) {
    const placed = isAmong(known, said) ? undefined : placedSplit(clean, said, confirmed);
    if (placed) await deps.splits.put(symbol, { ...placed, state: 'confirmed' });
  }
}

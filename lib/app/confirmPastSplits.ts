import type { CleanBars } from '../market/bar';
import { credibleBars } from '../market/credibleBars';
import { rebasedBars } from '../market/rebasedBars';
import { jumpedOpenings, speaksFor } from '../market/splitSignal';
import { announcedSplits } from './announcedSplits';
import type { Deps } from './deps';
import { confirmedBy, knownSplits, maySplit } from './judgeableBars';

/**
 * Writes down the announced splits that a history goes over, where its prices speak for them: rules settle only those of
 * the bars that they are judged on, and who looks back further would take the others for falls.
 *
 * Edge    the feed is asked once for all, and only where a session has opened so far away that it may be one.
 */
export async function confirmPastSplits(
  deps: Pick<Deps, 'splits' | 'splitFeed' | 'log'>,
  clean: CleanBars,
): Promise<void> {
  const { symbol } = clean;
  const [first, last] = [clean.bars[0], clean.bars.at(-1)];
  if (!maySplit(symbol) || first === undefined || last === undefined) return;
  const known = await knownSplits(deps, symbol);
  const bars = credibleBars(rebasedBars(clean, confirmedBy(known, last.startAt)));
  const openings = jumpedOpenings(bars, Number.NEGATIVE_INFINITY).filter(({ at }) =>
    known.every((split) => split.at !== at),
  );
  if (openings.length === 0) return;
  const told = (await announcedSplits(deps, symbol, { from: first.startAt, through: last.startAt })) ?? [];
  for (const split of told) {
    const opening = openings.find(({ at }) => at === split.at);
    if (opening && speaksFor(bars, opening, split))
      await deps.splits.put(symbol, { ...split, state: 'confirmed' });
  }
}

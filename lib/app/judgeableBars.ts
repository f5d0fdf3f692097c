import { DAY_MS, dateOf } from '../market/calendar/civilDate';
import { sessionOn } from '../market/calendar/sessionOn';
import type { CleanBars } from '../market/bar';
import { type CredibleBars, credibleBars } from '../market/credibleBars';
import { isSimulated } from '../market/simulated';
import { isImported } from '../market/series';
import { type KnownSplit, REFUTED_AFTER_MS, type Split } from '../market/split';
import { rebasedBars } from '../market/rebasedBars';
import type { Instance } from '../ports/InstanceStore';
import type { Deps } from './deps';

/** Whether a series may split: nobody splits what is made up, and of imported bars their tenant says what they are. */
export const maySplit = (series: string): boolean => !isSimulated(series) && !isImported(series);

/** What is known of the splits of a series, oldest first. */
export const knownSplits = async (
  { splits }: Pick<Deps, 'splits'>,
  series: string,
): Promise<readonly KnownSplit[]> => (maySplit(series) ? splits.ofSymbol(series) : []);

/** Those that are confirmed, of the sessions up to an instant (epoch ms). */
export const confirmedBy = (splits: readonly KnownSplit[], instant: number): readonly Split[] =>
  splits.filter(({ state, at }) => state === 'confirmed' && at <= instant);

/** Splits since the numbers of a rule were written, on the scale of that day. */
export const sinceWritten = (
  splits: readonly Split[],
  { writtenAt, state }: Pick<Instance, 'writtenAt' | 'state'>,
): readonly Split[] => splits.filter(({ at }) => openOf(at) > (writtenAt ?? state.armedAt));

/** When the session of a split opens (epoch ms): until then everybody sees the prices from before. */
export const openOf = (at: number): number => sessionOn(dateOf(at / DAY_MS))?.openAt ?? at;

/**
 * The newest that is suspected as a bar closes (epoch ms), of the sessions up to it: one that was refuted later was suspected
 * until then, so that who catches up judges as it would have judged in time, on bars of whatever length.
 */
export const suspectedBy = (splits: readonly KnownSplit[], closedAt: number): KnownSplit | undefined =>
  splits.findLast((split) => split.at <= closedAt && isSuspectedAt(split, closedAt));

const isSuspectedAt = ({ state, at, suspectedUntil }: KnownSplit, closedAt: number): boolean =>
  state === 'suspected' || (state === 'refuted' && closedAt < (suspectedUntil ?? at + REFUTED_AFTER_MS));

/** The bars from the session of a split on: what was before may be on another scale. */
export const sinceSplit = (clean: CleanBars, { at }: Split): CleanBars => ({
  ...clean,
  bars: clean.bars.filter(({ startAt }) => startAt >= at),
});

/**
 * Bars as they were read → as they may be judged on at the last of them: on its scale of prices, and none from before
 * a split that is only suspected.
 *
 * Shape   beside what is known of the splits of their symbol, oldest first.
 */
export function judgeableBars(clean: CleanBars, splits: readonly KnownSplit[]): CredibleBars {
  const closedAt = clean.bars.at(-1)?.closedAt ?? 0;
  const rebased = rebasedBars(clean, confirmedBy(splits, closedAt));
  const suspected = suspectedBy(splits, closedAt);
  return credibleBars(suspected ? sinceSplit(rebased, suspected) : rebased);
}

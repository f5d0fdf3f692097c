import { DAY_MS, dateOf } from '../market/calendar/civilDate';
import { isNoSplit, type KnownSplit, type Split } from '../market/split';
import { announcedSplits } from './announcedSplits';
import { isAmong, placedSplit } from './placedSplit';
import type { Deps } from './deps';
import { confirmedBy, knownSplits, maySplit } from './judgeableBars';
import { type Crossed, crossingOf, type Evidence, newestOf, openJumps, unknownJumps } from './splitEvidence';
import { verdictOn } from './splitVerdict';
import { tellOfSplit, tellOfSplits, type WatchedSeries } from './tellOfSplits';
import type { TellDeps } from './tellWatchers';

export type SettleDeps = TellDeps & Pick<Deps, 'bars' | 'splits' | 'splitFeed'>;

/** The market is never closed for longer, so that a split of those days is one of the session after. */
const CLOSED_DAYS = 7;

/**
 * What is known of the splits of a series once its new bars are looked at: of a session that opened far away the feed of
 * splits is asked. Announced, and spoken for by the price, a split is confirmed; one signal alone makes it suspected, and
 * whoever has a rule on the series is told of either once.
 *
 * Edge    what was announced is settled first: the other openings are looked at on the scale of that, those that lie behind
 *         what is judged as well, where there is a feed. A bar that went back
 *         is a bad print and no split, and the newest waits for the next before it is suspected. A feed that answers that
 *         there was none is believed of small ratios, whose volume tells nothing.
 *         What is suspected is asked for again each time: announced after all it is confirmed, and where a feed that
 *         answers has not announced it for five days it was none. Without a feed it stays suspected. While a feed does
 *         not answer the price alone makes it suspected.
 */
export async function settleSplits(deps: SettleDeps, series: WatchedSeries): Promise<readonly KnownSplit[]> {
  const { symbol } = series.bars;
  if (!maySplit(symbol)) return [];
  const before = await knownSplits(deps, symbol);
  // What nobody can be asked about is looked at as it comes, by its price alone.
  const since = deps.splitFeed ? Number.NEGATIVE_INFINITY : series.after;
  const found = await openings(deps, series, { known: before, since });
  const told = found.length > 0 ? await announcedFor(deps, series, found) : undefined;
  const known = told ? await withAnnounced(deps, series, { known: before, told }) : before;
  // On another scale there may be others.
  const still = known === before ? found : await openings(deps, series, { known, since });
  let isChanged = false;
  for (const evidence of still)
    isChanged = (await settleOpening(deps, series, { evidence, told, known })) || isChanged;
  const settled = isChanged ? await knownSplits(deps, symbol) : known;
  await tellOfSplits(deps, series, settled);
  return settled;
}

/** Openings of which nothing is known yet, of those after an instant (epoch ms), and those of which more may become known. */
const openings = async (
  deps: SettleDeps,
  series: WatchedSeries,
  { known, since }: { readonly known: readonly KnownSplit[]; readonly since: number },
): Promise<readonly Evidence[]> => [
  ...unknownJumps(series, known, since),
  ...(await openJumps(deps, series, known)),
];

type Opening = {
  readonly evidence: Evidence;
  /** What was announced for its session and those around; undefined where nobody can tell. */
  readonly told: readonly Split[] | undefined;
  readonly known: readonly KnownSplit[];
};

/** Whether there is anything new to say of an opening: then it was said, to those whom it concerns. */
async function settleOpening(
  deps: SettleDeps,
  series: WatchedSeries,
  { evidence, told, known }: Opening,
): Promise<boolean> {
  const isFed = deps.splitFeed !== undefined;
  const split = verdictOn(evidence, { told, isFed, known, newest: newestOf(series.bars) });
  if (split === undefined || split.state === evidence.standing?.state) return false;
  if (isNoSplit(split)) {
    await deps.splits.put(series.bars.symbol, split);
    return false;
  }
  const crossed = crossingOf(evidence.clean, split, known) ?? { split, ...evidence };
  await note(deps, series, crossed);
  return true;
}

/**
 * What was announced for the sessions of some openings and those around, up to the ones after the newest bar, from the last
 * before each that was traded: a split may come into force in a halt. Undefined where nobody can tell.
 */
async function announcedFor(
  deps: SettleDeps,
  { bars }: WatchedSeries,
  found: readonly Evidence[],
): Promise<readonly Split[] | undefined> {
  const from = Math.min(
    ...found.map(({ at, before }) => Math.min(before.startAt, at - CLOSED_DAYS * DAY_MS)),
  );
  return announcedSplits(deps, bars.symbol, { from, through: newestOf(bars) + CLOSED_DAYS * DAY_MS });
}

/** What is known with those that were announced and that the price speaks for, oldest first. */
async function withAnnounced(
  deps: SettleDeps,
  series: WatchedSeries,
  { known, told }: { readonly known: readonly KnownSplit[]; readonly told: readonly Split[] },
): Promise<readonly KnownSplit[]> {
  let all = known;
  for (const announced of told) {
    if (isAmong(all, announced)) continue;
    const placed = placedSplit(series.bars, announced, confirmedBy(all, announced.at));
    if (placed === undefined || all.some((one) => one.at === placed.at && !isNoSplit(one))) continue;
    const split: KnownSplit = { ...placed, state: 'confirmed' };
    const crossing = crossingOf(series.bars, split, all);
    if (crossing === undefined) continue;
    await note(deps, series, crossing);
    all = await knownSplits(deps, series.bars.symbol);
  }
  return all;
}

/** Tells and writes down what became known of a split. */
async function note(deps: SettleDeps, series: WatchedSeries, crossed: Crossed): Promise<void> {
  const { symbol } = series.bars;
  // Told before it is written: a worker that dies in between leaves it to another, who tells nobody twice.
  await tellOfSplit(deps, series, crossed);
  await deps.splits.put(symbol, crossed.split);
  const { at, numerator, denominator, state } = crossed.split;
  deps.log.warn('split', { series: symbol, at: dateOf(at / DAY_MS), numerator, denominator, state });
}

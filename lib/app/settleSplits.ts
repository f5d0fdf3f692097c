import { splitWords } from '../alerts/texts/splitWords';
import type { SeriesChange } from '../alerts/marketNotice';
import { DAY_MS, dateOf } from '../market/calendar/civilDate';
import { isNoSplit, type KnownSplit, type Split } from '../market/split';
import type { Instance } from '../ports/InstanceStore';
import { announcedSplits } from './announcedSplits';
import { isAmong, placedSplit } from './placedSplit';
import type { Deps } from './deps';
import { confirmedBy, knownSplits, maySplit, sinceWritten } from './judgeableBars';
import {
  type Crossed,
  crossedIn,
  crossingOf,
  type Evidence,
  newestOf,
  openJumps,
  type SplitSeries,
  unknownJumps,
} from './splitEvidence';
import { verdictOn } from './splitVerdict';
import { type TellDeps, tellWatchers } from './tellWatchers';

type Series = SplitSeries & { readonly instances: readonly Instance[] };

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
export async function settleSplits(deps: SettleDeps, series: Series): Promise<readonly KnownSplit[]> {
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
  await tellCrossed(deps, series, before);
  return isChanged ? knownSplits(deps, symbol) : known;
}

/** Openings of which nothing is known yet, of those after an instant (epoch ms), and those of which more may become known. */
const openings = async (
  deps: SettleDeps,
  series: Series,
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
  series: Series,
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
  await note(deps, whoWatched(series, crossed, evidence), crossed);
  return true;
}

/**
 * Whom an opening concerns: a split those who watched before it, a suspicion all who are judged on its bar. Who was never told
 * that there may be one is not told that there was none.
 */
function whoWatched(series: Series, { split, bar }: Crossed, { standing }: Evidence): Series {
  if (split.state === 'confirmed') return sinceBefore(series, split);
  if (split.state === 'refuted' && standing === undefined) return { ...series, instances: [] };
  return { ...series, instances: series.instances.filter(({ state }) => state.armedAt < bar.closedAt) };
}

/** A series with only those who watched it before a split. */
const sinceBefore = (series: Series, split: KnownSplit): Series => ({
  ...series,
  instances: series.instances.filter((one) => sinceWritten([split], one).length > 0),
});

/** Tells of splits that were known before whoever has a rule from before them. */
async function tellCrossed(deps: SettleDeps, series: Series, known: readonly KnownSplit[]): Promise<void> {
  for (const crossed of crossedIn(series, known)) {
    await tell(deps, sinceBefore(series, crossed.split), crossed);
  }
}

/**
 * What was announced for the sessions of some openings and those around, up to the ones after the newest bar, from the last
 * before each that was traded: a split may come into force in a halt. Undefined where nobody can tell.
 */
async function announcedFor(
  deps: SettleDeps,
  { bars }: Series,
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
  series: Series,
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
    await note(deps, sinceBefore(series, split), crossing);
    all = await knownSplits(deps, series.bars.symbol);
  }
  return all;
}

const TOLD_AS = {
  confirmed: { event: 'rebased', code: 'unchanged' },
  suspected: { event: 'noData', code: 'unconfirmed' },
  refuted: { event: 'dataBack', code: 'unchanged' },
} as const satisfies Record<KnownSplit['state'], Pick<SeriesChange, 'event' | 'code'>>;

/** Told before it is written: a worker that dies in between leaves it to another, who tells nobody twice. */
async function tell(
  deps: SettleDeps,
  { instances, bars: { symbol: series, interval, source } }: Series,
  { split, before, bar }: Crossed,
): Promise<void> {
  const { startAt, closedAt, close } = before;
  await tellWatchers(deps, instances, {
    series,
    interval,
    ...TOLD_AS[split.state],
    ...splitWords(series, split, { before, bar }),
    lastBar: { startAt, closedAt, close, source },
  });
}

/** Tells and writes down what became known of a split. */
async function note(deps: SettleDeps, series: Series, crossed: Crossed): Promise<void> {
  const { symbol } = series.bars;
  await tell(deps, series, crossed);
  await deps.splits.put(symbol, crossed.split);
  const { at, numerator, denominator, state } = crossed.split;
  deps.log.warn('split', { series: symbol, at: dateOf(at / DAY_MS), numerator, denominator, state });
}

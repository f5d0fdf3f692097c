import { splitWords } from '../alerts/texts/splitWords';
import type { SeriesChange } from '../alerts/marketNotice';
import type { CleanBars } from '../market/bar';
import { BARS_BESIDE, credibleBars } from '../market/credibleBars';
import { DAY_MS, dateOf } from '../market/calendar/civilDate';
import { sessionOn } from '../market/calendar/sessionOn';
import { cleanBars } from '../market/cleanBars';
import { rebasedBars } from '../market/rebasedBars';
import { SIGMA_RETURNS } from '../market/returnSigma';
import { slotsPerSession } from '../market/sessionSlots';
import { type KnownSplit, REFUTED_AFTER_MS, type Split } from '../market/split';
import { type JumpedOpening, jumpedOpenings, speaksFor, splitSeen } from '../market/splitSignal';
import type { Instance } from '../ports/InstanceStore';
import { announcedSplits } from './announcedSplits';
import type { Deps } from './deps';
import { confirmedBy, knownSplits, maySplit, sinceWritten } from './judgeableBars';
import { type TellDeps, tellWatchers } from './tellWatchers';

export type SettleDeps = TellDeps & Pick<Deps, 'bars' | 'splits' | 'splitFeed'>;

type Series = {
  readonly instances: readonly Instance[];
  /** As they were traded, the newest included. */
  readonly bars: CleanBars;
  /** Close (epoch ms) after which bars are judged. */
  readonly after: number;
};

/** The market is never closed for longer, so that a split of those days is one of the session after. */
const CLOSED_DAYS = 7;

/**
 * What is known of the splits of a series once its new bars are looked at: of a session that opened far away the feed of
 * splits is asked. Announced, and spoken for by the price, a split is confirmed; one signal alone makes it suspected, and
 * whoever has a rule on the series is told of either once.
 *
 * Edge    a bar that went back is a bad print and no split, and the newest waits for the next before it is suspected.
 *         What is suspected is asked for again each time: announced after all it is confirmed, and where a feed that
 *         answers has not announced it for three days it was none. Without a feed it stays suspected.
 */
export async function settleSplits(deps: SettleDeps, series: Series): Promise<readonly KnownSplit[]> {
  const { symbol, bars } = series.bars;
  if (!maySplit(symbol)) return [];
  const known = await knownSplits(deps, symbol);
  const newest = bars.at(-1)?.startAt ?? 0;
  const settled: KnownSplit[] = [];
  for (const evidence of [
    ...freshJumps(series, known, newest),
    ...(await jumpsSuspected(deps, series, known)),
  ]) {
    const told = await announced(deps, symbol, evidence.opening.at);
    const split = verdictOn(evidence, told, newest);
    if (split === undefined || (split.state === 'suspected' && evidence.suspected)) continue;
    await tell(deps, series, { split, ...evidence.opening });
    await write(deps, symbol, split);
    settled.push(split);
  }
  for (const crossed of crossedIn(series, known, newest)) {
    const instances = series.instances.filter((one) => sinceWritten([crossed.split], one).length > 0);
    await tell(deps, { ...series, instances }, crossed);
  }
  return settled.length === 0 ? known : knownSplits(deps, symbol);
}

type Evidence = {
  readonly opening: JumpedOpening;
  /** Those that it was found in, on the scale of the last of them. */
  readonly bars: CleanBars;
  /** As what it is suspected already. */
  readonly suspected?: KnownSplit;
  /** The next bar has to tell first whether it is a bad print. */
  readonly isHeld?: boolean;
};

/** Bars in which openings are looked for: the newest among them though it is held, since an announcement confirms it. */
function believedOf(clean: CleanBars) {
  const { pending, bars } = credibleBars(clean);
  return { pending, believed: { ...clean, bars: pending ? [...bars, pending] : bars } };
}

/** Openings among the bars to be judged of which nothing is known yet. */
function freshJumps(series: Series, known: readonly KnownSplit[], newest: number): readonly Evidence[] {
  const { pending, believed: bars } = believedOf(rebasedBars(series.bars, confirmedBy(known, newest)));
  return jumpedOpenings(bars, series.after)
    .filter((opening) => known.every(({ at }) => at !== opening.at))
    .map((opening) => ({ opening, bars, isHeld: opening.bar === pending }));
}

/** Openings that are suspected, as they are stored: the bars that are judged may lie long after. */
async function jumpsSuspected(
  deps: SettleDeps,
  { bars: { symbol, interval, source } }: Series,
  known: readonly KnownSplit[],
): Promise<readonly Evidence[]> {
  const found: Evidence[] = [];
  for (const suspected of known.filter(({ state }) => state === 'suspected')) {
    const session = sessionOn(dateOf(suspected.at / DAY_MS));
    if (session === undefined) continue;
    const upTo = session.closeAt;
    const limit = SIGMA_RETURNS + BARS_BESIDE + slotsPerSession(interval, session.earlyClose);
    const stored = await deps.bars.newest({ series: symbol, interval, upTo, limit });
    const { clean } = cleanBars({ symbol, interval, source, bars: stored, knownAt: upTo });
    const { believed: bars } = believedOf(rebasedBars(clean, confirmedBy(known, suspected.at)));
    const opening = jumpedOpenings(bars, Number.NEGATIVE_INFINITY).find(({ at }) => at === suspected.at);
    if (opening) found.push({ opening, bars, suspected });
  }
  return found;
}

type Crossed = Pick<JumpedOpening, 'before' | 'bar'> & { readonly split: KnownSplit };

/**
 * Known splits over which the bars to be judged go, and those of the last days that are confirmed: whoever knew of them
 * first, and though they were suspected before, their watchers are told now.
 */
function crossedIn(
  { bars: { bars }, after }: Series,
  known: readonly KnownSplit[],
  newest: number,
): readonly Crossed[] {
  return known.flatMap((split) => {
    const place = bars.findIndex(({ startAt }) => startAt >= split.at);
    const [before, bar] = [bars[place - 1], bars[place]];
    if (split.state === 'refuted' || bar === undefined || before === undefined) return [];
    const isLate = split.state === 'confirmed' && newest - split.at <= CLOSED_DAYS * DAY_MS;
    return bar.closedAt > after || isLate ? [{ split, before, bar }] : [];
  });
}

/** `told` is what was announced; undefined where nobody can tell. `newest` is the start (epoch ms) of the newest bar. */
function verdictOn(
  { opening, bars, suspected, isHeld }: Evidence,
  told: readonly Split[] | undefined,
  newest: number,
): KnownSplit | undefined {
  const [said] = told ?? [];
  if (said) return { ...said, state: speaksFor(bars, opening, said) ? 'confirmed' : 'suspected' };
  const split = suspected ?? (isHeld ? undefined : splitSeen(opening, bars));
  if (split === undefined) return undefined;
  const isOld = told !== undefined && newest - opening.at >= REFUTED_AFTER_MS;
  return { ...split, state: isOld ? 'refuted' : 'suspected' };
}

/** What was announced for a session; undefined where nobody can tell. */
async function announced(
  deps: SettleDeps,
  symbol: string,
  at: number,
): Promise<readonly Split[] | undefined> {
  const told = await announcedSplits(deps, symbol, { from: at - CLOSED_DAYS * DAY_MS, through: at });
  return told?.filter((split) => split.at === at);
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

async function write({ splits, log }: SettleDeps, series: string, split: KnownSplit): Promise<void> {
  await splits.put(series, split);
  const { numerator, denominator, state } = split;
  log.warn('split', { series, at: dateOf(split.at / DAY_MS), numerator, denominator, state });
}

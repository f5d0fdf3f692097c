import type { Bar, CleanBars } from '../market/bar';
import { DAY_MS } from '../market/calendar/civilDate';
import { sessionFromDay } from '../market/calendar/neighbourSession';
import { cleanBars } from '../market/cleanBars';
import { BARS_BESIDE, credibleBars } from '../market/credibleBars';
import { rebasedBars } from '../market/rebasedBars';
import { SIGMA_RETURNS } from '../market/returnSigma';
import { slotsPerSession } from '../market/sessionSlots';
import { isNoSplit, type KnownSplit, type Split } from '../market/split';
import { type JumpedOpening, jumpedOpenings } from '../market/splitSignal';
import type { Deps } from './deps';
import { confirmedBy } from './judgeableBars';

/** What is known of a split of so many days ago may still change. */
const OPEN_DAYS = 14;

export type SplitSeries = {
  /** As they were traded, the newest included. */
  readonly bars: CleanBars;
  /** Close (epoch ms) after which bars are judged. */
  readonly after: number;
};

export type Evidence = {
  /** 00:00Z (epoch ms) of the session. */
  readonly at: number;
  readonly before: Bar;
  readonly bar: Bar;
  /** Undefined where these bars did not open far away: others have. */
  readonly opening: JumpedOpening | undefined;
  /** Those that it was found in, as they were traded, and those of them that are believed. */
  readonly clean: CleanBars;
  readonly believed: CleanBars;
  /** What is known of it already. */
  readonly standing?: KnownSplit;
  /** The next bar has to tell first whether it is a bad print. */
  readonly isHeld?: boolean;
  /** Its bar was judged before, or lies before what is judged. */
  readonly isPast?: boolean;
};

/** Close (epoch ms) of the newest of some bars. */
export const newestOf = ({ bars }: CleanBars): number => bars.at(-1)?.closedAt ?? 0;

/** Bars in which openings are looked for: the newest among them though it is held, since an announcement confirms it. */
export function believedOf(clean: CleanBars, splits: readonly Split[]) {
  const { pending, bars } = credibleBars(rebasedBars(clean, splits));
  return { pending, believed: { ...clean, bars: pending ? [...bars, pending] : bars } };
}

/**
 * Openings among some bars of which nothing is known yet: of those that close after `since` (epoch ms).
 *
 * Edge    of one that only an announcement makes a split of nothing is written down: it is looked at as it comes.
 */
export function unknownJumps(
  { bars: clean, after }: SplitSeries,
  known: readonly KnownSplit[],
  since: number,
): readonly Evidence[] {
  const { pending, believed } = believedOf(clean, confirmedBy(known, newestOf(clean)));
  return jumpedOpenings(believed, since)
    .filter(
      ({ at, bar, isMisplaced }) =>
        known.every((one) => one.at !== at) && (bar.closedAt > after || !isMisplaced),
    )
    .map((opening) => ({
      ...opening,
      opening,
      clean,
      believed,
      isHeld: opening.bar === pending,
      isPast: opening.bar.closedAt <= after,
    }));
}

/** What is known of splits of which more may become known. */
function openSplits({ bars }: SplitSeries, known: readonly KnownSplit[]): readonly KnownSplit[] {
  const newest = newestOf(bars);
  const since = newest - OPEN_DAYS * DAY_MS;
  return known.filter(
    ({ state, ...split }) =>
      split.at <= newest &&
      (state === 'suspected' || (state === 'refuted' && split.at >= since && !isNoSplit(split))),
  );
}

/** Openings of which more may become known, as they are stored: the bars that are judged may lie long after. */
export async function openJumps(
  deps: Pick<Deps, 'bars'>,
  series: SplitSeries,
  known: readonly KnownSplit[],
): Promise<readonly Evidence[]> {
  const found: Evidence[] = [];
  for (const standing of openSplits(series, known)) {
    const clean = await storedAround(deps, series.bars, standing.at);
    found.push(...openingOf(clean, standing, known));
  }
  return found;
}

/** The opening among some bars of which something is known; none where they do not go over it. */
export function openingOf(
  clean: CleanBars,
  standing: KnownSplit,
  known: readonly KnownSplit[],
): readonly Evidence[] {
  const { at } = standing;
  const { believed } = believedOf(clean, confirmedBy(known, at));
  const opening = jumpedOpenings(believed, Number.NEGATIVE_INFINITY).find((one) => one.at === at);
  const [before, bar] = around(believed.bars, at);
  return before && bar ? [{ at, before, bar, opening, clean, believed, standing }] : [];
}

/** So many sessions are in the days in which more may become known of a split. */
const OPEN_SESSIONS = 10;

/**
 * Stored bars before a session (00:00Z, epoch ms), of it, and of the one after, which tells what was a bad print. Where
 * nothing was traded in them, up to the newest.
 */
export async function storedAround(
  deps: Pick<Deps, 'bars'>,
  series: CleanBars,
  at: number,
): Promise<CleanBars> {
  const upTo = sessionFromDay(at / DAY_MS + 1)?.closeAt ?? at + DAY_MS;
  const near = await storedUpTo(deps, series, { upTo, sessions: 2 });
  if (near.bars.some(({ startAt, volume }) => startAt >= at && volume > 0)) return near;
  const newest = Math.min(series.bars.at(-1)?.closedAt ?? upTo, at + OPEN_DAYS * DAY_MS);
  return newest <= upTo ? near : storedUpTo(deps, series, { upTo: newest, sessions: OPEN_SESSIONS });
}

async function storedUpTo(
  deps: Pick<Deps, 'bars'>,
  { symbol, interval, source }: CleanBars,
  { upTo, sessions }: { readonly upTo: number; readonly sessions: number },
): Promise<CleanBars> {
  const limit = SIGMA_RETURNS + BARS_BESIDE + sessions * slotsPerSession(interval, false);
  const bars = await deps.bars.newest({ series: symbol, interval, upTo, limit });
  return cleanBars({ symbol, interval, source, bars, knownAt: upTo }).clean;
}

/** The last bar before an instant and the first since. */
export function around(bars: readonly Bar[], at: number): readonly [Bar | undefined, Bar | undefined] {
  const place = bars.findIndex(({ startAt }) => startAt >= at);
  return place === -1 ? [bars.at(-1), undefined] : [bars[place - 1], bars[place]];
}

export type Crossed = Pick<JumpedOpening, 'before' | 'bar'> & { readonly split: KnownSplit };

/**
 * A split with the bars on both sides of it, as they were traded; undefined where one of them is not there. On one scale
 * the bar before is believed, or not, as it is judged: whoever tells of a split names the same.
 */
export function crossingOf(
  clean: CleanBars,
  split: KnownSplit,
  known: readonly KnownSplit[],
): Crossed | undefined {
  const [, bar] = around(clean.bars, split.at);
  if (bar === undefined) return undefined;
  const others = confirmedBy(known, newestOf(clean)).filter(({ at }) => at !== split.at);
  const { believed } = believedOf(clean, split.state === 'confirmed' ? [...others, split] : others);
  const [last] = around(believed.bars, split.at);
  const before = clean.bars.find(({ startAt }) => startAt === last?.startAt);
  return before && { split, before, bar };
}

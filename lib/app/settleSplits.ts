import { splitWords } from '../alerts/texts/splitWords';
import type { SeriesChange } from '../alerts/marketNotice';
import type { CleanBars } from '../market/bar';
import { DAY_MS, dateOf } from '../market/calendar/civilDate';
import { rebasedBars } from '../market/rebasedBars';
import type { KnownSplit, Split } from '../market/split';
import { type JumpedOpening, jumpedOpenings, speaksFor, splitSeen } from '../market/splitSignal';
import type { Instance } from '../ports/InstanceStore';
import type { Deps } from './deps';
import { confirmedBy, knownSplits, maySplit } from './judgeableBars';
import { isSourceProblem } from './sourceProblems';
import { type TellDeps, tellWatchers } from './tellWatchers';

export type SettleDeps = TellDeps & Pick<Deps, 'splits' | 'splitFeed'>;

type Series = {
  readonly instances: readonly Instance[];
  /** As they were traded, the newest included. */
  readonly bars: CleanBars;
  /** Close (epoch ms) after which bars are judged. */
  readonly after: number;
};

/** A split that nobody has announced so long after its session was none. */
const REFUTED_AFTER_MS = 3 * DAY_MS;

/** The market is never closed for longer, so that a split of those days is one of the session after. */
const CLOSED_DAYS = 7;

/**
 * What is known of the splits of a series once its new bars are looked at: of a session that opened far away the feed of
 * splits is asked. Announced, and spoken for by the price, a split is confirmed; one signal alone makes it suspected, and
 * whoever has a rule on the series is told of either once.
 *
 * Edge    what is suspected is asked for again each time: announced after all it is confirmed, and where a feed that
 *         answers has not announced it for three days it was none. Without a feed it stays suspected.
 */
export async function settleSplits(deps: SettleDeps, series: Series): Promise<readonly KnownSplit[]> {
  const { symbol, bars } = series.bars;
  if (!maySplit(symbol)) return [];
  const known = await knownSplits(deps, symbol);
  const newest = bars.at(-1)?.startAt ?? 0;
  const rebased = rebasedBars(series.bars, confirmedBy(known, newest));
  const isSuspected = (at: number) => known.some((split) => split.at === at && split.state === 'suspected');
  const openings = jumpedOpenings(rebased, Number.NEGATIVE_INFINITY).filter(
    ({ at, bar }) =>
      isSuspected(at) || (bar.closedAt > series.after && known.every((split) => split.at !== at)),
  );
  const settled: KnownSplit[] = [];
  for (const opening of openings) {
    const told = await announced(deps, symbol, opening.at);
    const split = verdictOn({ opening, bars: rebased, told, newest });
    if (split === undefined || (split.state === 'suspected' && isSuspected(split.at))) continue;
    await tell(deps, series, { split, ...opening });
    await write(deps, symbol, split);
    settled.push(split);
  }
  for (const crossed of crossedIn(series, known)) await tell(deps, series, crossed);
  return settled.length === 0 ? known : knownSplits(deps, symbol);
}

type Crossed = Pick<JumpedOpening, 'before' | 'bar'> & { readonly split: KnownSplit };

/** Confirmed splits over which the bars to be judged go: whoever has confirmed them, their watchers are told now. */
function crossedIn({ bars: { bars }, after }: Series, known: readonly KnownSplit[]): readonly Crossed[] {
  return known.flatMap((split) => {
    const place = bars.findIndex(({ startAt }) => startAt >= split.at);
    const [before, bar] = [bars[place - 1], bars[place]];
    const isCrossed = split.state === 'confirmed' && bar !== undefined && bar.closedAt > after;
    return isCrossed && before ? [{ split, before, bar }] : [];
  });
}

type Evidence = {
  readonly opening: JumpedOpening;
  readonly bars: CleanBars;
  /** What was announced; undefined where nobody can tell. */
  readonly told: readonly Split[] | undefined;
  /** Start (epoch ms) of the newest bar. */
  readonly newest: number;
};

function verdictOn({ opening, bars, told, newest }: Evidence): KnownSplit | undefined {
  const split = told?.[0] ?? splitSeen(opening, bars);
  if (split === undefined) return undefined;
  if (told?.[0]) return { ...split, state: speaksFor(bars, opening, split) ? 'confirmed' : 'suspected' };
  const isOld = told !== undefined && newest - opening.at >= REFUTED_AFTER_MS;
  return { ...split, state: isOld ? 'refuted' : 'suspected' };
}

/** What was announced for a session, or for the days before it that the market was closed on. */
async function announced(
  { splitFeed, log }: SettleDeps,
  symbol: string,
  at: number,
): Promise<readonly Split[] | undefined> {
  if (splitFeed === undefined) return undefined;
  const day = at / DAY_MS;
  try {
    const splits = await splitFeed.splits({
      symbol,
      fromDate: dateOf(day - CLOSED_DAYS),
      toDate: dateOf(day),
    });
    return splits
      .filter(({ sessionDate }) => sessionDate === dateOf(day))
      .map(({ numerator, denominator }) => ({ at, numerator, denominator }));
  } catch (error) {
    if (!isSourceProblem(error)) throw error;
    log.warn('splits cannot be asked for', { symbol, code: error.code });
    return undefined;
  }
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

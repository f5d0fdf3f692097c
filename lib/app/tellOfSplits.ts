import { splitWords } from '../alerts/texts/splitWords';
import type { SeriesChange } from '../alerts/marketNotice';
import { DAY_MS } from '../market/calendar/civilDate';
import { isNoSplit, type KnownSplit, REFUTED_AFTER_MS } from '../market/split';
import type { Instance } from '../ports/InstanceStore';
import type { Deps } from './deps';
import { sinceWritten } from './judgeableBars';
import { around, type Crossed, crossingOf, newestOf, type SplitSeries, storedAround } from './splitEvidence';
import { type TellDeps, tellWatchers, whoWasTold } from './tellWatchers';

export type WatchedSeries = SplitSeries & { readonly instances: readonly Instance[] };

/** So many days after something became known of a split its watchers may not have been told. */
const TOLD_DAYS = 7;

/**
 * Tells of splits as they stand whomever they concern and who was not told yet: as a session opens, or is judged that opened
 * on another scale. Whoever found it, bars of another length or another tenant, has told only those it judged for.
 */
export async function tellOfSplits(
  deps: TellDeps & Pick<Deps, 'bars'>,
  series: WatchedSeries,
  known: readonly KnownSplit[],
): Promise<void> {
  const newest = newestOf(series.bars);
  const isOpening = Math.floor(series.after / DAY_MS) < Math.floor(newest / DAY_MS);
  for (const split of known) {
    if (split.at > newest || isNoSplit(split)) continue;
    const [, first] = around(series.bars.bars, split.at);
    const isJudged = first !== undefined && first.closedAt > series.after;
    // Most splits are long over: what is believed around them is not looked at with every bar.
    if (!isJudged && !(isOpening && isOpen(split, newest))) continue;
    const clean = isJudged ? series.bars : await storedAround(deps, series.bars, split.at);
    const crossed = crossingOf(clean, split, known);
    if (crossed) await tellOfSplit(deps, series, crossed);
  }
}

/** Whether a split is suspected, or was lately, or has been lately. */
function isOpen({ state, at, suspectedUntil }: KnownSplit, newest: number): boolean {
  const until = suspectedUntil ?? (state === 'refuted' ? at + REFUTED_AFTER_MS : at);
  return state === 'suspected' || newest - until <= TOLD_DAYS * DAY_MS;
}

const TOLD_AS = {
  confirmed: { event: 'rebased', code: 'unchanged' },
  suspected: { event: 'noData', code: 'unconfirmed' },
  refuted: { event: 'dataBack', code: 'unchanged' },
} as const satisfies Record<KnownSplit['state'], Pick<SeriesChange, 'event' | 'code'>>;

/**
 * Tells of a split whom it concerns: those who watched before it, of a suspicion all who are judged on its bar, and how that
 * ends whoever was told that rules wait.
 */
export async function tellOfSplit(deps: TellDeps, series: WatchedSeries, crossed: Crossed): Promise<void> {
  const { split, bar } = crossed;
  const change = changeOf(series, crossed);
  const isConcerned = (one: Instance): boolean => {
    if (split.state === 'suspected') return one.state.armedAt < bar.closedAt;
    return split.state === 'confirmed' && sinceWritten([split], one).length > 0;
  };
  const concerned = series.instances.filter(isConcerned);
  const others = series.instances.filter((one) => !concerned.includes(one));
  const waiting = changeOf(series, { ...crossed, split: { ...split, state: 'suspected' } });
  const waited = split.state === 'suspected' ? [] : await whoWasTold(deps, others, waiting);
  await tellWatchers(deps, [...concerned, ...waited], change);
}

function changeOf(
  { bars: { symbol: series, interval, source } }: WatchedSeries,
  { split, before, bar }: Crossed,
): SeriesChange {
  const { startAt, closedAt, close } = before;
  return {
    series,
    interval,
    ...TOLD_AS[split.state],
    ...splitWords(series, split, { before, bar }),
    lastBar: { startAt, closedAt, close, source },
  };
}

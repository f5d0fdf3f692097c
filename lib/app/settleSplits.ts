import { splitWords } from '../alerts/texts/splitWords';
import type { SeriesChange } from '../alerts/marketNotice';
import { DAY_MS, dateOf } from '../market/calendar/civilDate';
import type { KnownSplit, Split } from '../market/split';
import type { Instance } from '../ports/InstanceStore';
import { announcedSplits } from './announcedSplits';
import type { Deps } from './deps';
import { knownSplits, maySplit, sinceWritten } from './judgeableBars';
import {
  type Crossed,
  crossedIn,
  crossingOf,
  freshJumps,
  newestOf,
  openJumps,
  type SplitSeries,
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
 * Edge    a bar that went back is a bad print and no split, and the newest waits for the next before it is suspected.
 *         What is suspected is asked for again each time: announced after all it is confirmed, and where a feed that
 *         answers has not announced it for five days it was none. Without a feed it stays suspected. While a feed does
 *         not answer the price alone makes it suspected, since nobody would ask again.
 */
export async function settleSplits(deps: SettleDeps, series: Series): Promise<readonly KnownSplit[]> {
  const { symbol } = series.bars;
  if (!maySplit(symbol)) return [];
  const known = await knownSplits(deps, symbol);
  const settled: KnownSplit[] = [];
  for (const evidence of [...freshJumps(series, known), ...(await openJumps(deps, series, known))]) {
    const told = await announced(deps, symbol, evidence.at);
    const split = verdictOn(evidence, {
      told,
      isFed: deps.splitFeed !== undefined,
      known,
      newest: newestOf(series.bars),
    });
    if (split === undefined || split.state === evidence.standing?.state) continue;
    await tell(deps, series, crossingOf(evidence.clean, split, known) ?? { split, ...evidence });
    await write(deps, symbol, split);
    settled.push(split);
  }
  for (const crossed of crossedIn(series, known)) {
    const instances = series.instances.filter((one) => sinceWritten([crossed.split], one).length > 0);
    await tell(deps, { ...series, instances }, crossed);
  }
  return settled.length === 0 ? known : knownSplits(deps, symbol);
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

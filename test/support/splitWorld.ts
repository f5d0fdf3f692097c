import type { Deps } from '../../lib/app/deps';
import { evaluateSeries } from '../../lib/app/evaluateSeries';
import { createRule } from '../../lib/app/rules';
import { isMarketNotice } from '../../lib/alerts/marketNotice';
import type { RawBar } from '../../lib/market/bar';
import { sessionOn } from '../../lib/market/calendar/sessionOn';
import { factorAt, scaledBar } from '../../lib/market/rebasedBars';
import type { KnownSplit } from '../../lib/market/split';
import type { SplitFeed } from '../../lib/ports/SplitFeed';
import type { Cond } from '../../lib/rules/rule';
import { Problem } from '../../lib/problems';
import { repair } from './outageWorld';
import { subscriptionOf } from './subscriptions';
import { walkBars, world } from './world';

export const SYMBOL = 'ACME';
export const KEY = { series: SYMBOL, interval: '1d' } as const;
/** The sessions around that of the split. */
export const [WRITTEN, LAST, SPLIT, SECOND, THIRD, FOURTH] = [
  '2024-01-12', '2024-01-16', '2024-01-17', '2024-01-18', '2024-01-19', '2024-01-22',
] as const; // prettier-ignore

export const startOf = (date: string): number => Date.parse(`${date}T00:00:00Z`);
export const closeOf = (date: string): number => sessionOn(date)!.closeAt;

export const SEVEN: KnownSplit = { at: startOf(SPLIT), numerator: 7, denominator: 1, state: 'confirmed' };

/** A calm walk on the scale from before the split, and the same as it is traded. */
export const UNSPLIT = walkBars('2023-01-03', '2024-03-01', 5);
export const traded = (bars: readonly RawBar[] = UNSPLIT, split = SEVEN): RawBar[] =>
  bars.map((bar) => scaledBar(bar, 1 / (factorAt(bar, [split]) * (split.numerator / split.denominator))));

export const closeBefore = UNSPLIT.find(({ startAt }) => startAt === startOf(LAST))!.close;

const [DOWN, SILENT]: SplitFeed[] = [
  { splits: () => Promise.reject(new Problem('MARKET_UNAVAILABLE', 'Splits are down.')) },
  { splits: async () => [] },
];
const announcing = (numerator: number, denominator = 1): SplitFeed => ({
  splits: async () => [{ sessionDate: SPLIT, numerator, denominator }],
});

/** What a feed of splits says of it. */
export const FEEDS = {
  announced: announcing(7),
  'announced otherwise': announcing(3, 2),
  'announced as 5:4': announcing(5, 4),
  'not announced': SILENT,
  down: DOWN,
  none: undefined,
} as const;

export type Feed = keyof typeof FEEDS;

/** A tenant that is told by e-mail of a symbol that splits, and what its feed of splits says of that. */
export async function splitWorld(feed: Feed, bars: readonly RawBar[] = traded()) {
  const at = world({ bars: { [SYMBOL]: bars }, marketNow: closeOf(WRITTEN) });
  const fedBy = (now: Feed): Deps => ({ ...at.deps, splitFeed: FEEDS[now] });
  await at.stores.subscriptions.put(subscriptionOf({ tenant: 'local', state: 'confirmed' }));
  /** Judges the series up to the close of a session. */
  const judge = async (date: string, deps = fedBy(feed)) => {
    at.marketClock.set(closeOf(date));
    return evaluateSeries(deps, KEY);
  };
  const write = async (when: Cond, tenant = 'local') => {
    const targets = { symbols: [SYMBOL] };
    const body = { dsl: '1', name: 'under test', targets, interval: '1d', when };
    return (await createRule(at.deps, { tenant, body })).stored.id;
  };
  const alerts = async (tenant = 'local') =>
    (await at.stores.alerts.list({ tenant, limit: 1_000 })).items.toReversed();
  return {
    ...at,
    deps: fedBy(feed),
    fedBy,
    judge,
    write,
    /** What was recorded of the bars of the series, in a few words: of one bar by the alphabet, as they also follow in time. */
    notices: async (tenant = 'local') =>
      (await alerts(tenant))
        .filter(isMarketNotice)
        .map(({ why }) => why.conditionWords)
        .sort(),
    /** The sessions of the bars on which rules fired. */
    fired: async () =>
      (await alerts())
        .filter((alert) => !isMarketNotice(alert))
        .map(({ barStartAt }) => new Date(barStartAt).toISOString().slice(0, 10)),
    /** How many were sent, once everybody has done his part. */
    sent: async () => {
      await repair(at);
      return at.stores.notifier.sent.length;
    },
  };
}

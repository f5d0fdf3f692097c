import { fallbackMarketData } from '../../lib/adapters/fallback/fallbackMarketData';
import { memoryMarketData } from '../../lib/adapters/memory/memoryMarketData';
import { deliverAlert } from '../../lib/app/deliverAlert';
import type { Deps } from '../../lib/app/deps';
import { evaluateSeries } from '../../lib/app/evaluateSeries';
import { reconcile } from '../../lib/app/reconcile';
import { createRule } from '../../lib/app/rules';
import { sweep } from '../../lib/app/sweep';
import type { RawBar } from '../../lib/market/bar';
import type { Session } from '../../lib/market/calendar/session';
import { sessionsBetween } from '../../lib/market/calendar/sessionsBetween';
import type { MarketData } from '../../lib/ports/MarketData';
import { isProblem, Problem } from '../../lib/problems';
import { Crash } from './faults';
import { seededRandom, world } from './world';

export const SYMBOL = 'ACME';
export const TENANTS = ['acme', 'zenith'] as const;
export const MINUTE_MS = 60_000;
const INTERVALS = [
  ['5min', 5],
  ['30min', 30],
] as const;

const SESSIONS = sessionsBetween('2024-01-02', '2024-01-12');
/** The sessions after the day on which the rules are written. */
export const DAYS = SESSIONS.slice(4, 7);

/** Bars of a seeded walk on every session, all of them of the same length. */
function intradayBars(minutes: number, seed: number): RawBar[] {
  const random = seededRandom(seed);
  let close = 100;
  const barsOf = ({ openAt, closeAt }: Session) =>
    Array.from({ length: (closeAt - openAt) / (minutes * MINUTE_MS) }, (_, place) => {
      const open = close;
      close *= 1 + 0.01 * (random() - 0.5);
      const [high, low] = [Math.max(open, close), Math.min(open, close)];
      return { startAt: openAt + place * minutes * MINUTE_MS, open, high, low, close, volume: 1_000 };
    });
  return SESSIONS.flatMap(barsOf);
}

const SERIES = INTERVALS.map(([interval, minutes], seed) => ({
  symbol: SYMBOL,
  interval,
  bars: intradayBars(minutes, seed),
}));

/**
 * Two tenants with a rule each on two intervals of one symbol, each told by e-mail, and two providers, which are down
 * when `isDown` says so.
 */
export async function outageWorld(isDown: (at: number) => boolean) {
  const at = world({ bars: {}, marketNow: SESSIONS[3]!.closeAt });
  const served = memoryMarketData(SERIES);
  const provider = (name: string): { name: string; marketData: MarketData } => ({
    name,
    marketData: {
      bars: async (query) => {
        if (isDown(at.marketClock.now())) throw new Problem('MARKET_UNAVAILABLE', `${name} is down.`);
        return served.bars(query);
      },
    },
  });
  const marketData = fallbackMarketData([provider('first'), provider('second')], {
    clock: at.clock,
    log: at.deps.log,
  });
  const deps: Deps = { ...at.deps, marketData };
  for (const tenant of TENANTS) {
    const subscription = { tenant, id: `sub_${tenant}`, channel: 'email', address: 'a@example.com' } as const;
    await at.stores.subscriptions.put({
      ...subscription,
      state: 'confirmed',
      version: 1,
      createdAt: 0,
      updatedAt: 0,
    });
    for (const [interval] of INTERVALS)
      await createRule(deps, {
        tenant,
        body: {
          dsl: '1',
          name: `${tenant} ${interval}`,
          targets: { symbols: [SYMBOL] },
          interval,
          when: { op: 'crosses', left: 'close', right: { ind: 'sma', n: 3 } },
        },
      });
  }
  return { ...at, deps };
}

type OutageWorld = Awaited<ReturnType<typeof outageWorld>>;

/** What is no surprise while providers are down and workers die. */
function expected(error: unknown): void {
  if (!(error instanceof Crash) && !isProblem(error, 'MARKET_UNAVAILABLE')) throw error;
}

/** A session in which the schedules run every minute, and each series is evaluated by several workers at once. */
export async function playSession(at: OutageWorld, day: Session, workers: readonly Deps[]): Promise<void> {
  for (let now = day.openAt; now <= day.closeAt; now += MINUTE_MS) {
    at.marketClock.set(now);
    await sweep(at.deps);
    for (const key of at.stores.evaluateQueue.take(Infinity))
      await Promise.all(workers.map((deps) => evaluateSeries(deps, key).catch(expected)));
    await repair(at);
  }
}

/** A minute in which the reconciler runs and what is queued is delivered. */
export async function repair(at: OutageWorld): Promise<void> {
  at.clock.advance(MINUTE_MS);
  await reconcile(at.deps);
  for (const message of at.stores.deliverQueue.take(Infinity)) await deliverAlert(at.deps, message);
}

/** What was recorded of a tenant, oldest first. */
export async function recorded(at: OutageWorld, tenant: string) {
  const { items } = await at.stores.alerts.list({ tenant, limit: 10_000 });
  return items.toReversed();
}

import { importedMarketClock } from '../../lib/adapters/imported/importedMarketClock';
import { importedMarketData } from '../../lib/adapters/imported/importedMarketData';
import { memoryIds } from '../../lib/adapters/memory/memoryIds';
import { memoryMarketData } from '../../lib/adapters/memory/memoryMarketData';
import { memoryRateLimit } from '../../lib/adapters/memory/memoryRateLimit';
import { memorySavedAnswers } from '../../lib/adapters/memory/memorySavedAnswers';
import { memorySecrets } from '../../lib/adapters/memory/memorySecrets';
import { memorySplitFeed } from '../../lib/adapters/memory/memorySplitFeed';
import { memoryStores } from '../../lib/adapters/memory/memoryStores';
import type { DeliveryMessage, Deps, TrainingMessage } from '../../lib/app/deps';
import { sweepNotes } from '../../lib/app/sweepNotes';
import type { RawBar } from '../../lib/market/bar';
import { sessionsBetween } from '../../lib/market/calendar/sessionsBetween';
import type { SeriesKey } from '../../lib/ports/InstanceStore';
import type { Log } from '../../lib/ports/Log';
import type { AnnouncedSplit } from '../../lib/ports/SplitFeed';
import { cachesOn } from './caches';
import { ground } from './ground';

/** A clock that stands until it is moved. */
export function standingClock(at: number) {
  let now = at;
  return {
    now: () => now,
    ended: () => false,
    advance: (byMs: number) => {
      now += byMs;
    },
    set: (to: number) => {
      now = to;
    },
  };
}

export const silentLog: Log = { info() {}, warn() {}, error() {} };

/** Uniform numbers in [0, 1) that depend on the seed alone (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Daily bars of a seeded random walk on every session between two dates. */
export function walkBars(from: string, to: string, seed = 1): RawBar[] {
  const random = seededRandom(seed);
  let close = 100;
  return sessionsBetween(from, to).map(({ date }) => {
    const open = close * (1 + 0.004 * (random() - 0.5));
    close = open * (1 + 0.04 * (random() - 0.5));
    const high = Math.max(open, close) * (1 + 0.01 * random());
    const low = Math.min(open, close) * (1 - 0.01 * random());
    return {
      startAt: Date.parse(`${date}T00:00:00Z`),
      open,
      high,
      low,
      close,
      volume: 1_000 + Math.floor(1_000 * random()),
    };
  });
}

export const WALL_START = Date.UTC(2026, 10, 1);

/** A whole installation in memory: every store empty, both clocks standing. */
export function world(options: {
  bars: Readonly<Record<string, readonly RawBar[]>>;
  marketNow: number;
  splits?: Readonly<Record<string, readonly AnnouncedSplit[]>>;
}) {
  const stores = memoryStores<SeriesKey, DeliveryMessage, TrainingMessage>();
  const clock = standingClock(WALL_START);
  const marketClock = standingClock(options.marketNow);
  const series = Object.entries(options.bars).map(([symbol, bars]) => ({
    symbol,
    interval: '1d' as const,
    bars,
  }));
  const marketData = importedMarketData(memoryMarketData(series), stores.bars);
  const ids = memoryIds();
  const { counters, metrics, correlation } = ground(clock);
  const deps = {
    ...stores,
    caches: cachesOn(clock),
    clock,
    counters,
    metrics,
    correlation,
    marketClock: importedMarketClock(marketClock, clock),
    marketData,
    splitFeed: memorySplitFeed(options.splits ?? {}),
    sweepNotes: sweepNotes(),
    callBudget: { callsLeft: async () => Number.POSITIVE_INFINITY },
    // Wide enough for a test whose clock stands; what limits is tested with less.
    rateLimit: memoryRateLimit({ ratePerSecond: 1_000, burst: 1_000_000 }, clock),
    savedAnswers: memorySavedAnswers(clock, ids),
    ids,
    secrets: memorySecrets(),
    probes: [],
    log: silentLog,
    subscriptionTiming: { lookAgainMs: 60_000 },
    timing: { leaseMs: 30_000, outboxDueMs: 60_000, giveUpMs: 86_400_000 },
  } satisfies Deps;
  return { deps, clock, marketClock, stores };
}

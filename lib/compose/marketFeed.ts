import type { dynamoClient } from '../adapters/dynamodb/dynamoClient';
import { dynamoVendorStandings } from '../adapters/dynamodb/dynamoVendorStandings';
import { importedMarketClock } from '../adapters/imported/importedMarketClock';
import { importedMarketData } from '../adapters/imported/importedMarketData';
import { keptQuotes, type Quoted } from '../adapters/keptQuotes';
import { keptSplits } from '../adapters/keptSplits';
import { lazily } from '../adapters/lazily';
import { processCache } from '../adapters/processCache';
import { simulatedMarketClock } from '../adapters/simulator/simulatedMarketClock';
import { jitteredPause } from '../adapters/system/jitteredPause';
import { liveMarketClock } from '../adapters/system/liveMarketClock';
import { processClock } from '../adapters/system/processClock';
import { replayMarketClock } from '../adapters/system/replayMarketClock';
import { systemChance } from '../adapters/system/systemChance';
import { systemClock } from '../adapters/system/systemClock';
import { vendorBudget } from '../adapters/vendor/vendorBudget';
import type { ConfigOf, PARTS } from '../config';
import { isPlayed, replayOf, simulatorOf, vendorsOf } from '../config';
import type { CallBudget } from '../ports/CallBudget';
import type { LiveQuotes } from '../ports/LiveQuotes';
import type { MarketClock } from '../ports/MarketClock';
import type { MarketData } from '../ports/MarketData';
import type { SplitFeed } from '../ports/SplitFeed';
import type { VendorWorld } from './openVendors';
import { type Aws, address } from './parts';

/** The time that bars are played at, or that of the market itself. */
export function marketClockOf(config: ConfigOf<typeof PARTS.source>): MarketClock {
  const clock = systemClock();
  if (!isPlayed(config.MARKET_DATA) && config.MARKET_CLOCK !== 'played') return liveMarketClock(clock);
  const replayed = replayMarketClock({ clock, ...replayOf(config) });
  if (config.MARKET_DATA === 'csv') return replayed;
  return simulatedMarketClock(replayed, replayMarketClock({ clock, ...simulatorOf(config) }));
}

/** What asks vendors is composed with. */
type Asker = Pick<VendorWorld, 'bars' | 'splits' | 'log' | 'metrics'> & {
  readonly db: ReturnType<typeof dynamoClient>;
  /** How long a question may take, and its turn may be waited for; a request's time where nothing is said. */
  readonly patience?: Patience;
};

type Patience = { readonly longestMs: number; readonly mostWaitMs: number };

/** A worker has a minute, and nobody waits for its answer. */
export const PATIENT: Patience = { longestMs: 50_000, mostWaitMs: 40_000 };

type Fed = Aws & ConfigOf<typeof PARTS.source & typeof PARTS.ops>;

/** A key that was changed is known this much later. */
const KEYS_KEPT_MS = 300_000;

/** Keys of vendors that are not in the environment. */
function keysAt({ VENDOR_KEYS_PATH: path, ...config }: Fed): Pick<VendorWorld, 'keyNamed'> {
  if (path === undefined) return {};
  const kept = processCache<string | undefined>(
    { mostMs: KEYS_KEPT_MS, most: 10, chance: systemChance },
    processClock(),
  );
  const isKept = (key: string | undefined) => key !== undefined;
  const read = async (variable: string) =>
    (await import('../adapters/ssm/openParameters')).openParameters(address(config), path)(variable);
  return { keyNamed: (variable) => kept.get(variable, () => read(variable), { isKept }) };
}

/** What vendors are asked with, whatever they are asked for. */
const askingOf = (config: Fed, db: Asker['db']) => ({
  standings: dynamoVendorStandings(db, config.OPS_TABLE),
  clock: systemClock(),
  pause: jitteredPause,
  ...keysAt(config),
});

/** Bars. Not every call asks the source: it is loaded by the first that does. */
function marketDataOf(
  config: Fed,
  { db, patience, ...around }: Asker,
  splitFeed: SplitFeed | undefined,
): MarketData {
  const { MARKET_DATA: source, MARKET_DATA_DIR: directory } = config;
  return lazily<MarketData>(async () => {
    if (source === 'replay')
      return (await import('./openReplayed')).openReplayed(directory, config.SIMULATOR_SEED);
    if (source === 'csv')
      return (await import('../adapters/csv/csvMarketData')).csvMarketData(directory, source);
    const kept = { barsKeptMs: config.CACHE_BARS_MS, isStandIn: config.MARKET_CLOCK === 'played' };
    const asking = { ...askingOf(config, db), splitFeed, longestMs: patience?.longestMs };
    const world = { ...around, ...asking, ...kept };
    const vendors = vendorsOf(config, source, patience?.mostWaitMs);
    return (await import('./openVendors')).openVendors(vendors, world);
  });
}

/** How often vendors may still be asked; what is played may be asked without end. */
export function budgetOf(config: Fed, db: ReturnType<typeof dynamoClient>): CallBudget {
  const { MARKET_DATA: source } = config;
  if (isPlayed(source)) return { callsLeft: async () => Number.POSITIVE_INFINITY };
  const vendors = vendorsOf(config, source);
  const limited = vendors.names.map((name) => ({ name, limits: vendors[name].limits }));
  const standings = dynamoVendorStandings(db, config.OPS_TABLE);
  return vendorBudget(limited, { standings, clock: systemClock() });
}

/** Questions whose quotes are kept at once. */
const MOST_QUOTES = 500;

/** Quotes of vendors, loaded by the first call that asks for one; undefined where bars are played, which nobody quotes. */
export function liveQuotesOf(
  config: Fed,
  { db, ...around }: Omit<Asker, 'bars' | 'splits'>,
): LiveQuotes | undefined {
  const { MARKET_DATA: source, CACHE_BARS_MS: mostMs } = config;
  if (isPlayed(source) || config.MARKET_CLOCK === 'played') return undefined;
  const world = { ...around, ...askingOf(config, db) };
  const quotes = lazily<LiveQuotes>(async () =>
    (await import('./openVendorQuotes')).openVendorQuotes(vendorsOf(config, source), world),
  );
  return keptQuotes(
    quotes,
    processCache<Quoted>({ mostMs, most: MOST_QUOTES, chance: systemChance }, processClock()),
  );
}

/** A split is announced days before its session: what is asked for is kept an hour, of so many questions, and a failure for a minute. */
const [SPLITS_KEPT_MS, FAILURE_KEPT_MS, MOST_SPLITS] = [3_600_000, 60_000, 500];

/** Splits as vendors announce them, loaded by the first call that asks for some; undefined where bars are played. */
function splitFeedOf(
  config: Fed,
  { db, patience, ...around }: Omit<Asker, 'bars' | 'splits'>,
): SplitFeed | undefined {
  const { MARKET_DATA: source } = config;
  if (isPlayed(source) || config.MARKET_CLOCK === 'played') return undefined;
  const world = { ...around, ...askingOf(config, db), longestMs: patience?.longestMs };
  const splits = lazily<SplitFeed>(async () =>
    (await import('./openVendorSplits')).openVendorSplits(
      vendorsOf(config, source, patience?.mostWaitMs),
      world,
    ),
  );
  const laws = { most: MOST_SPLITS, chance: systemChance };
  return keptSplits(
    splits,
    processCache({ ...laws, mostMs: SPLITS_KEPT_MS }, processClock()),
    processCache({ ...laws, mostMs: FAILURE_KEPT_MS }, processClock()),
  );
}

/** The feed, beside it the bars that tenants have imported, and the splits that are announced: one feed of them for whoever asks. */
export function feedBeside(config: Fed, asker: Asker) {
  const splitFeed = splitFeedOf(config, asker);
  return {
    marketData: importedMarketData(marketDataOf(config, asker, splitFeed), asker.bars),
    marketClock: importedMarketClock(marketClockOf(config), systemClock()),
    splitFeed,
  };
}

import type { CloudAddress } from '../adapters/aws/clientOptions';
import { csvMarketData } from '../adapters/csv/csvMarketData';
import { dynamoClient } from '../adapters/dynamodb/dynamoClient';
import { inMarket } from '../adapters/dynamodb/dynamoStores';
import { dynamoVendorStandings } from '../adapters/dynamodb/dynamoVendorStandings';
import { lazily } from '../adapters/lazily';
import { findBucket } from '../adapters/s3/findBucket';
import { s3BarArchive } from '../adapters/s3/s3BarArchive';
import { s3Client } from '../adapters/s3/s3Client';
import { alphaVantageNews } from '../adapters/alphaVantage/alphaVantageNews';
import { jitteredPause } from '../adapters/system/jitteredPause';
import { systemClock } from '../adapters/system/systemClock';
import { type Environment, PARTS, readConfig, vendorsOf } from '../config';
import type { BarArchive } from '../ports/BarArchive';
import type { Clock } from '../ports/Clock';
import type { Log } from '../ports/Log';
import type { MarketData } from '../ports/MarketData';
import type { NewsFeed } from '../ports/NewsFeed';
import { once } from '../once';
import { Problem } from '../problems';
import { openReplayed } from './openReplayed';
import { openEach } from './openEach';
import { openVendors } from './openVendors';

/** Where the archive of an installation is, and the tables by which all who ask vendors share their budget. */
export type DataPlace = CloudAddress & {
  readonly bucket: string;
  /** Whether the bucket is named so; else the number of the account may stand behind. */
  readonly isWholeName: boolean;
  readonly marketTable: string;
  readonly opsTable: string;
};

/** An operator waits longer for a year of bars than a request does for its window. */
const ANSWER_WITHIN_MS = 10 * 60_000;
/** So long he waits for the turn of a call: those of a vendor that is asked seldom lie seconds apart. */
const MOST_WAIT_MS = 60_000;

/** The past is asked for as it is in the files, whatever part of it is being played. */
const UNPLAYED = { REPLAY_START: '2008-08-01', REPLAY_ORIGIN_MS: '1', REPLAY_SESSION_MS: '1' };
const USUAL = { MARKET_DATA: 'replay', MARKET_DATA_DIR: '.local/market-data' };

const metrics = { count: () => undefined, publish: async () => undefined };

/** What an operator looks after the archive with. Nothing is opened before it is used. */
export function composeDataDesk(at: DataPlace, env: Environment, log: Log) {
  const clock = systemClock();
  const source = once(() => openSource(at, env, log));
  return {
    ...{ clock, log, metrics },
    archive: lazily<BarArchive>(async () => openArchive(at)),
    /** Throws CONFIG_INVALID where no source of bars is configured, though none may have to be asked. */
    requireSource: (): void => void source(),
    marketData: lazily<MarketData>(async () => patient(source(), clock)),
    newsFeed: lazily<NewsFeed>(async () => openNews(at, env, log)),
  };
}

export type DataDesk = ReturnType<typeof composeDataDesk>;

async function openArchive(at: DataPlace): Promise<BarArchive> {
  const client = s3Client(at);
  const bucket = at.isWholeName ? at.bucket : await findBucket(client, at.bucket);
  if (bucket !== undefined) return s3BarArchive(client, bucket);
  throw new Problem(
    'NOT_FOUND',
    `No bucket of this account is named "${at.bucket}-<account>": deploy that stage first, or name --bucket.`,
  );
}

function configIn(env: Environment) {
  const said = Object.entries(env).filter(([, text]) => text !== undefined && text !== '');
  return readConfig(PARTS.source, { ...USUAL, ...Object.fromEntries(said), ...UNPLAYED });
}

function openSource(at: DataPlace, env: Environment, log: Log): MarketData {
  const config = configIn(env);
  const { MARKET_DATA: source, MARKET_DATA_DIR: directory } = config;
  if (source === 'replay') return openReplayed(directory, config.SIMULATOR_SEED);
  if (source === 'csv') return csvMarketData(directory, source);
  const db = dynamoClient(at);
  const { bars, splits } = inMarket(db, at.marketTable);
  const world = { ...vendorGround(db, at, log), bars, splits, barsKeptMs: config.CACHE_BARS_MS };
  return openVendors(vendorsOf(config, source, MOST_WAIT_MS), world);
}

/** Of news there is one source, whoever serves bars. */
function openNews(at: DataPlace, env: Environment, log: Log): NewsFeed {
  const vendors = vendorsOf(configIn(env), ['alphaVantage'], MOST_WAIT_MS);
  return openEach(vendors, vendorGround(dynamoClient(at), at, log), { alphaVantage: alphaVantageNews })[0]!
    .opened;
}

/** What vendors are asked in whose budget all who ask share. */
const vendorGround = (db: ReturnType<typeof dynamoClient>, at: DataPlace, log: Log) => ({
  standings: dynamoVendorStandings(db, at.opsTable),
  ...{ clock: systemClock(), pause: jitteredPause, log, metrics },
});

const patient = (marketData: MarketData, clock: Clock): MarketData => ({
  bars: async (query) => marketData.bars({ answerBy: clock.now() + ANSWER_WITHIN_MS, ...query }),
});

import { gzipSync } from 'node:zlib';
import { alphaVantageMarketData } from '../../../../lib/adapters/alphaVantage/alphaVantageMarketData';
import { alphaVantageQuotes } from '../../../../lib/adapters/alphaVantage/alphaVantageQuotes';
import { fmpMarketData } from '../../../../lib/adapters/fmp/fmpMarketData';
import { fmpQuotes } from '../../../../lib/adapters/fmp/fmpQuotes';
import type { Asking } from '../../../../lib/adapters/vendor/askVendor';
import { yahooMarketData } from '../../../../lib/adapters/yahoo/yahooMarketData';
import { yahooQuotes } from '../../../../lib/adapters/yahoo/yahooQuotes';
import type { LiveQuotes } from '../../../../lib/ports/LiveQuotes';
import type { MarketData } from '../../../../lib/ports/MarketData';
import {
  alphaVantageBody,
  fmpBody,
  fmpQuoteBody,
  globalQuoteBody,
  yahooBody,
  yahooQuoteBody,
} from '../../../support/vendorBodies';
import { askingAt, vendorWorld } from '../../../support/vendorWorld';
import { brokenOff, dripping, onWire, parts, type Wire, whole } from '../../../support/wire';

const OPEN = Date.UTC(2024, 6, 2, 13, 30);
const NOW = OPEN + 30 * 60_000;
const LABELS = ['2024-07-02 09:35:00', '2024-07-02 09:30:00'];
const SECONDS = [OPEN / 1_000, OPEN / 1_000 + 300];
const KEY = async () => 'a-key';

const barsOf = (market: MarketData, answerBy?: number) =>
  market.bars({
    symbol: 'ACME',
    interval: '5min',
    upTo: NOW,
    after: OPEN,
    ...(answerBy !== undefined && { answerBy }),
  });
const quoteOf = (quotes: LiveQuotes, answerBy?: number) => quotes.quotes(['ACME'], answerBy);

type Asker = {
  readonly sound: unknown;
  readonly ask: (asking: Asking, answerBy?: number) => Promise<unknown>;
};

const ASKERS: Readonly<Record<string, Asker>> = {
  'bars of Alpha Vantage': {
    sound: alphaVantageBody(LABELS),
    ask: (asking, by) => barsOf(alphaVantageMarketData(asking, KEY), by),
  },
  'bars of Financial Modeling Prep': {
    sound: fmpBody(LABELS),
    ask: (asking, by) => barsOf(fmpMarketData(asking, KEY), by),
  },
  'bars of Yahoo': { sound: yahooBody(SECONDS), ask: (asking, by) => barsOf(yahooMarketData(asking), by) },
  'a quote of Alpha Vantage': {
    sound: globalQuoteBody(),
    ask: (asking, by) => quoteOf(alphaVantageQuotes(asking, KEY), by),
  },
  'a quote of Financial Modeling Prep': {
    sound: fmpQuoteBody(['ACME'], SECONDS[0]!),
    ask: (asking, by) => quoteOf(fmpQuotes(asking, KEY), by),
  },
  'a quote of Yahoo': {
    sound: yahooQuoteBody(SECONDS[0]!),
    ask: (asking, by) => quoteOf(yahooQuotes(asking), by),
  },
};

const MEGABYTE = 1_024 * 1_024;
const MEGABYTES = 50;
const BLANKS = ' '.repeat(MEGABYTE / 4);
/** The cap, and what the two ends of a connection hold of what nobody reads. */
const MOST_SENT = 20 * MEGABYTE;

const GZIP = { 'content-encoding': 'gzip' };
const packed = (body: string | Buffer) => whole(gzipSync(body), GZIP);
const spoilt = (body: string): Buffer => {
  const bytes = gzipSync(body);
  bytes.fill(0xff, 10);
  return bytes;
};
const BOMB = gzipSync(`["${'0'.repeat(MEGABYTES * MEGABYTE)}"]`);

const strays: unknown[] = [];
const keep = (error: unknown) => void strays.push(error);
beforeAll(() => void process.on('unhandledRejection', keep));
afterEach(async () => {
  // What nobody waits for is told when the loop has gone round.
  await new Promise((resolve) => setImmediate(resolve));
  expect(strays).toEqual([]);
});
afterAll(() => void process.off('unhandledRejection', keep));

describe.each(Object.entries(ASKERS))('%s', (_name, { sound, ask }) => {
  const text = JSON.stringify(sound);

  /** What an answer on the wire comes to, and what was sent of it. */
  async function met(answer: Wire, patienceMs?: number) {
    const wire = await onWire(answer);
    const world = vendorWorld(NOW);
    const outcome: unknown = await ask(
      askingAt(wire.origin, world),
      patienceMs === undefined ? undefined : NOW + patienceMs,
    ).catch((error: unknown) => error);
    const seen = { outcome, asked: wire.asked(), sentBytes: wire.sentBytes() };
    await wire.close();
    return seen;
  }

  it('is served as it was sent, packed or not', async () => {
    const { outcome } = await met(whole(text));
    expect(outcome).not.toBeInstanceOf(Error);
    expect((await met(packed(text))).outcome).toEqual(outcome);
  });

  it.each<[string, Wire]>([
    ['is all one text', parts('["', BLANKS.replaceAll(' ', '0'), 4 * MEGABYTES)],
    ['ends in time and goes on with blanks', parts(text, BLANKS, 4 * MEGABYTES)],
  ])('of 50 MB that %s is refused, and not read any further', async (_what, answer) => {
    const { outcome, asked, sentBytes } = await met(answer);
    expect(outcome).toMatchObject({ code: 'MARKET_MALFORMED' });
    expect(asked).toBe(1);
    expect(sentBytes).toBeGreaterThan(5 * MEGABYTE);
    expect(sentBytes).toBeLessThan(MOST_SENT);
  });

  it('that never ends is waited for as long as its caller says', async () => {
    const before = performance.now();
    const { outcome, asked } = await met(dripping, 150);
    expect(outcome).toMatchObject({ code: 'MARKET_UNAVAILABLE' });
    expect(asked).toBe(1);
    expect(performance.now() - before).toBeLessThan(2_000);
  });

  it.each<[string, Wire, string, number]>([
    ['is small and unpacks to 50 MB', whole(BOMB, GZIP), 'MARKET_MALFORMED', 1],
    [
      'is a page that calls itself a success',
      whole('<!doctype html>', { 'content-type': 'text/html' }),
      'MARKET_MALFORMED',
      1,
    ],
    ['is a page that calls itself JSON', whole('<!doctype html>'), 'MARKET_MALFORMED', 1],
    ['is sound and calls itself text', whole(text, { 'content-type': 'text/plain' }), 'MARKET_MALFORMED', 1],
    ['calls itself nothing', whole(text, { 'content-type': '' }), 'MARKET_MALFORMED', 1],
    ['is cut short', whole(text.slice(0, -7)), 'MARKET_MALFORMED', 1],
    ['is empty', whole(''), 'MARKET_MALFORMED', 1],
    ['breaks off', brokenOff(text), 'MARKET_UNAVAILABLE', 3],
    ['cannot be unpacked', whole(spoilt(text), GZIP), 'MARKET_UNAVAILABLE', 3],
    ['is packed short', whole(gzipSync(text).subarray(0, -20), GZIP), 'MARKET_MALFORMED', 1],
    ['is not packed as it says', whole(text, GZIP), 'MARKET_UNAVAILABLE', 3],
  ])('that %s is told', async (_what, answer, code, times) => {
    const { outcome, asked } = await met(answer);
    expect(outcome).toMatchObject({ code });
    expect(asked).toBe(times);
  });
});

import fc from 'fast-check';
import { alphaVantageBulk } from '../../lib/adapters/alphaVantage/alphaVantageBulk';
import { alphaVantageNewsOutcome } from '../../lib/adapters/alphaVantage/alphaVantageNewsOutcome';
import { alphaVantageOutcome } from '../../lib/adapters/alphaVantage/alphaVantageOutcome';
import { alphaVantageQuote } from '../../lib/adapters/alphaVantage/alphaVantageQuote';
import { alphaVantageSeries } from '../../lib/adapters/alphaVantage/alphaVantageSeries';
import { alphaVantageSplitRows } from '../../lib/adapters/alphaVantage/alphaVantageSplitRows';
import { fmpOutcome } from '../../lib/adapters/fmp/fmpOutcome';
import { fmpPrices } from '../../lib/adapters/fmp/fmpPrices';
import { fmpSeries } from '../../lib/adapters/fmp/fmpSeries';
import { fmpSplitRows } from '../../lib/adapters/fmp/fmpSplitRows';
import type { Outcome, VendorAnswer } from '../../lib/adapters/vendor/outcome';
import type { Priced } from '../../lib/adapters/vendor/soundPrices';
import { yahooOutcome } from '../../lib/adapters/yahoo/yahooOutcome';
import { yahooPrice } from '../../lib/adapters/yahoo/yahooPrice';
import { yahooSeries } from '../../lib/adapters/yahoo/yahooSeries';
import { yahooSplitEvents } from '../../lib/adapters/yahoo/yahooSplitEvents';
import type { RawBar } from '../../lib/market/bar';
import { sessionOn } from '../../lib/market/calendar/sessionOn';
import { cleanBars } from '../../lib/market/cleanBars';
import type { AnnouncedSplit } from '../../lib/ports/SplitFeed';
import {
  alphaVantageBody,
  alphaVantageSplitBody,
  bulkBody,
  fmpBody,
  fmpQuoteBody,
  fmpSplitBody,
  globalQuoteBody,
  newsBody,
  yahooBody,
  yahooQuoteBody,
  yahooSplitBody,
} from '../support/vendorBodies';

const ASKED = { symbol: 'ACME', interval: '5min' } as const;
const TIMES = [30, 35, 40, 45].map((minute) => Date.UTC(2024, 6, 2, 13, minute));
const LABELS = TIMES.map((at) => `2024-07-02 09:${new Date(at).getUTCMinutes()}:00`).reverse();
const KINDS = ['data', 'rateLimited', 'entitlement', 'auth', 'unknownSymbol', 'unavailable', 'malformed'];

type Vendor = {
  readonly body: unknown;
  readonly outcome: (answer: VendorAnswer) => Outcome<readonly RawBar[]>;
};

const VENDORS: Readonly<Record<string, Vendor>> = {
  'Alpha Vantage': {
    body: alphaVantageBody(LABELS),
    outcome: (answer) => alphaVantageOutcome(answer, (body) => alphaVantageSeries(body, ASKED)),
  },
  'Financial Modeling Prep': {
    body: fmpBody(LABELS),
    outcome: (answer) => fmpOutcome(answer, (body) => fmpSeries(body, ASKED)),
  },
  Yahoo: {
    body: yahooBody(TIMES.map((at) => at / 1_000)),
    outcome: (answer) => yahooOutcome(answer, (body) => yahooSeries(body, ASKED)),
  },
};

/** Something in place of a part of a body: another value of its kind, of another kind, or nothing at all. */
const stranger = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom('', 'n/a', '-1', '0', '1e400', 'NaN', '1.0000', null, 1, -5, 1e300, [], {}),
);

/** A copy of a body of which the part at a place, counted through all its parts, is another, or gone. */
function changed(body: unknown, place: number, part: unknown): unknown {
  let left = place;
  const walk = (found: unknown): unknown => {
    if (left === 0) {
      left -= 1;
      return part;
    }
    left -= 1;
    if (Array.isArray(found)) return found.map(walk);
    if (typeof found !== 'object' || found === null) return found;
    return Object.fromEntries(Object.entries(found).map(([key, inner]) => [key, walk(inner)]));
  };
  return walk(body);
}

type Edit = { readonly at: number; readonly text: string; readonly over: number };

/** A text of which some characters are others, or gone. */
const edited = (text: string, edits: readonly Edit[]): string =>
  edits.reduce((left, { at, text: put, over }) => {
    const place = Math.floor(at * left.length);
    return left.slice(0, place) + put + left.slice(place + over);
  }, text);

/** Mostly one thing at a time: what is spoilt beyond recognition tells little. */
const seldom = <Found>(arbitrary: fc.Arbitrary<Found>, otherwise: Found, among = 5) =>
  fc.oneof({ arbitrary: fc.constant(otherwise), weight: among }, { arbitrary, weight: 1 });

const share = fc.integer({ min: 0, max: 999 }).map((thousandth) => thousandth / 1_000);
const mutation = fc.record({
  parts: fc.array(fc.tuple(fc.integer({ min: 1, max: 45 }), stranger), { maxLength: 2 }),
  edits: seldom(
    fc.array(fc.record({ at: share, text: fc.string({ maxLength: 3 }), over: fc.nat(4) }), {
      minLength: 1,
      maxLength: 2,
    }),
    [],
    2,
  ),
  cut: seldom(share, 1),
  status: seldom(fc.constantFrom(401, 402, 404, 429, 500), 200),
  contentType: seldom(fc.constantFrom('text/html', 'text/plain', ''), 'application/json'),
});

type Mutation = typeof mutation extends fc.Arbitrary<infer One> ? One : never;

/** Every number of a body, in whatever it stands. */
const numbersIn = (text: string): ReadonlySet<number> =>
  new Set((text.match(/-?\d+(\.\d+)?([eE][+-]?\d+)?/g) ?? []).map(Number));

/** An answer whose body was changed, and what became of it. */
function spoilt(body: unknown, { parts, edits, cut, status, contentType }: Mutation): VendorAnswer {
  const whole = JSON.stringify(parts.reduce((left, [place, part]) => changed(left, place, part), body));
  const text = edited(whole ?? '', edits);
  return { status, contentType, text: text.slice(0, Math.ceil(cut * text.length)) };
}

type Told<Data> = { readonly body: unknown; readonly outcome: (answer: VendorAnswer) => Outcome<Data> };

/** Changes a body again and again: nothing throws, and what is still taken for data is looked at. */
function inAnyWay<Data>(
  { body, outcome }: Told<Data>,
  look: (data: Data, answer: VendorAnswer, numbers: ReadonlySet<number>) => void,
  numRuns = 10_000,
): void {
  let asData = 0;
  fc.assert(
    fc.property(mutation, (mutated) => {
      const answer = spoilt(body, mutated);
      const found = outcome(answer);
      expect(KINDS).toContain(found.kind);
      if (found.kind !== 'data') return;
      asData += 1;
      expect([answer.status, answer.contentType]).toEqual([200, 'application/json']);
      look(found.data, answer, numbersIn(answer.text));
    }),
    { numRuns },
  );
  expect(asData).toBeGreaterThan(numRuns / 10);
}

test.each(Object.entries(VENDORS))(
  'a body of %s that was changed in any way throws nothing, and what is no bar is taken for none',
  (_name, vendor) =>
    inAnyWay(vendor, (bars, _answer, numbers) => {
      const { clean } = cleanBars({ ...ASKED, source: 'x', bars, knownAt: Date.UTC(2030, 0, 1) });
      for (const { open, high, low, close, volume } of clean.bars)
        for (const number of [open, high, low, close, volume]) expect(numbers).toContain(number);
    }),
);

/** A minute before the close of 2024-07-02 in New York: nothing that is told may be later by more than 2 minutes. */
const NOW = Date.UTC(2024, 6, 2, 19, 59);
const QUOTED = { symbols: ['ACME', 'BETA'], now: NOW };
const SECONDS = NOW / 1_000 - 60;

const QUOTERS: Readonly<Record<string, Told<readonly Priced[]>>> = {
  'Alpha Vantage': {
    body: globalQuoteBody(),
    outcome: (answer) => alphaVantageOutcome(answer, (body) => alphaVantageQuote(body, QUOTED)),
  },
  'Alpha Vantage, of several symbols': {
    body: bulkBody(['ACME', 'BETA']),
    outcome: (answer) => alphaVantageOutcome(answer, (body) => alphaVantageBulk(body, QUOTED)),
  },
  'Financial Modeling Prep': {
    body: fmpQuoteBody(['ACME', 'BETA'], SECONDS),
    outcome: (answer) => fmpOutcome(answer, (body) => fmpPrices(body, QUOTED)),
  },
  Yahoo: {
    body: yahooQuoteBody(SECONDS),
    outcome: (answer) => yahooOutcome(answer, (body) => yahooPrice(body, QUOTED)),
  },
};

test.each(Object.entries(QUOTERS))(
  'a quote of %s that was changed in any way throws nothing, and what is no quote is taken for none',
  (_name, quoter) =>
    inAnyWay(quoter, (quotes, answer, numbers) => {
      expect(new Set(quotes.map(({ symbol }) => symbol)).size).toBe(quotes.length);
      for (const { symbol, price, asOf } of quotes) {
        expect(QUOTED.symbols).toContain(symbol);
        expect(answer.text.toUpperCase()).toContain(symbol);
        expect(numbers).toContain(price);
        expect(price).toBeGreaterThan(0);
        expect(asOf).toBeGreaterThan(0);
        expect(asOf).toBeLessThanOrEqual(NOW + 120_000);
      }
    }),
);

const STRETCH = { symbol: 'ACME', fromDate: '2010-01-04', toDate: '2024-07-02' };
const SPLITS = [
  ['2022-04-13', 1, 6],
  ['2020-08-31', 4, 1],
  ['2014-06-09', 7, 1],
  ['2012-03-15', 3, 2],
] as const;

const SPLITTERS: Readonly<Record<string, Told<readonly AnnouncedSplit[]>>> = {
  'Alpha Vantage': {
    body: alphaVantageSplitBody(SPLITS),
    outcome: (answer) => alphaVantageOutcome(answer, (body) => alphaVantageSplitRows(body, STRETCH)),
  },
  'Financial Modeling Prep': {
    body: fmpSplitBody(SPLITS),
    outcome: (answer) => fmpOutcome(answer, (body) => fmpSplitRows(body, STRETCH)),
  },
  Yahoo: {
    body: yahooSplitBody(SPLITS),
    outcome: (answer) => yahooOutcome(answer, (body) => yahooSplitEvents(body, STRETCH)),
  },
};

/** Whether a ratio is that of two numbers, or is a number by itself as far as four decimals tell. */
const isOf = (numbers: ReadonlySet<number>, { numerator, denominator }: AnnouncedSplit): boolean => {
  const ratio = numerator / denominator;
  return [...numbers].some((over) =>
    [1, ...numbers].some((under) => Math.abs(over / under - ratio) <= Math.max(5.001e-5, 1e-4 * ratio)),
  );
};

test.each(Object.entries(SPLITTERS))(
  'splits of %s that were changed in any way throw nothing, and what is no split is taken for none',
  (_name, splitter) =>
    inAnyWay(
      splitter,
      (splits, answer, numbers) => {
        const dates = splits.map(({ sessionDate }) => sessionDate);
        expect(dates).toEqual([...new Set(dates)].sort());
        for (const split of splits) {
          expect(sessionOn(split.sessionDate)).toBeDefined();
          expect(split.sessionDate >= STRETCH.fromDate && split.sessionDate <= STRETCH.toDate).toBe(true);
          for (const count of [split.numerator, split.denominator])
            expect(Number.isSafeInteger(count) && count > 0).toBe(true);
          expect(split.numerator).not.toBe(split.denominator);
          expect(isOf(numbers, split)).toBe(true);
        }
        if (splits.length > 0) expect(answer.text.toUpperCase()).toContain('ACME');
      },
      2_000,
    ),
);

test('news of Alpha Vantage that were changed in any way throw nothing, and what is no article is taken for none', () => {
  const query = { symbol: 'ACME', from: Date.UTC(2024, 5, 1), before: NOW, now: NOW };
  const body = newsBody(['20240702T141049', '20240702T0900', '20240628T000000']);
  inAnyWay(
    { body, outcome: (answer) => alphaVantageNewsOutcome(answer, query) },
    ({ readings }, answer, numbers) => {
      expect(new Set(readings.map(({ url }) => url)).size).toBe(readings.length);
      for (const { publishedAt, relevance, sentiment, title, url } of readings) {
        expect(publishedAt >= query.from && publishedAt < query.before).toBe(true);
        for (const score of [relevance, sentiment]) expect(numbers).toContain(score);
        expect(relevance > 0 && relevance <= 1 && Math.abs(sentiment) <= 1).toBe(true);
        expect(title).not.toBe('');
        expect(url).toMatch(/^https?:/);
        expect(answer.text.toUpperCase()).toContain('ACME');
      }
    },
    3_000,
  );
});

/** What vendors answer that is no data, as bodies that are changed as well. */
const REFUSALS: readonly unknown[] = [
  { Information: 'Please consider spreading out your free API requests more sparingly.' },
  { Information: 'We have detected your API key as XYZ and our standard rate limit is 25 requests per day.' },
  { Information: 'This is a premium endpoint.' },
  { Information: 'The demo API key is for demo purposes only.' },
  { Information: 'Invalid inputs.' },
  { Information: 'No articles found.' },
  { Note: 'Our standard API call frequency is 5 calls per minute.' },
  { 'Error Message': 'the parameter apikey is invalid or missing.' },
  { 'Error Message': 'Invalid API call.' },
  { 'Global Quote': {} },
  { 'Error Message': 'Limit Reach . Please upgrade your plan.' },
  { error: 'Not found' },
  [],
  { chart: { result: null, error: { code: 'Not Found', description: 'No data found' } } },
  { chart: { result: [{ meta: { symbol: 'ACME' }, indicators: { quote: [{}] } }], error: null } },
];

/** Every way in which an answer is read, with what it reads. */
const READERS: Readonly<Record<string, (answer: VendorAnswer) => Outcome<unknown>>> = {
  ...Object.fromEntries(
    [VENDORS, QUOTERS, SPLITTERS].flatMap((group, at) =>
      Object.entries(group).map(([name, { outcome }]) => [`${name}, ${at}`, outcome]),
    ),
  ),
  news: (answer) => alphaVantageNewsOutcome(answer, { ...STRETCH, from: 1, before: NOW, now: NOW }),
};

/** Whether anything was read out of an answer. */
const holdsAny = (found: unknown): boolean =>
  Array.isArray(found) ? found.length > 0 : (found as { readings: unknown[] }).readings.length > 0;

test.each(Object.entries(READERS))(
  'a refusal that was changed in any way throws nothing and is no data: %s',
  (_name, outcome) => {
    const kinds = new Set<string>();
    const runs = fc.tuple(fc.constantFrom(...REFUSALS), mutation);
    fc.assert(
      fc.property(runs, ([body, mutated]) => {
        const found = outcome(spoilt(body, mutated));
        kinds.add(found.kind);
        expect(KINDS).toContain(found.kind);
        expect(found.kind === 'data' && holdsAny(found.data)).toBe(false);
      }),
      { numRuns: 2_000 },
    );
    expect(kinds.size).toBeGreaterThan(3);
  },
);

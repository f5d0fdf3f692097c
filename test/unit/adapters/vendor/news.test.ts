import { alphaVantageNews } from '../../../../lib/adapters/alphaVantage/alphaVantageNews';
import { alphaVantageNewsOutcome } from '../../../../lib/adapters/alphaVantage/alphaVantageNewsOutcome';
import type { NewsRows } from '../../../../lib/adapters/alphaVantage/alphaVantageNewsRows';
import type { Outcome, VendorAnswer } from '../../../../lib/adapters/vendor/outcome';
import { readNews } from '../../../../lib/app/readNews';
import { SIM_KEY } from '../../../../lib/local/vendorSim/answers';
import type { Mishap } from '../../../../lib/local/vendorSim/mishaps';
import type { VendorSim } from '../../../../lib/local/vendorSim/vendorSim';
import { startVendorSim } from '../../../../lib/local/vendorSim/vendorSim';
import type { NewsReading } from '../../../../lib/ports/NewsFeed';
import { HTML, json, newsBody } from '../../../support/vendorBodies';
import { askingAt, vendorWorld } from '../../../support/vendorWorld';

const FROM = Date.UTC(2024, 6, 1);
const NOW = Date.UTC(2024, 6, 3);
const QUERY = { symbol: 'ACME', from: FROM, before: NOW, now: NOW };

/** What an answer means, in a word, or how many articles it tells. */
function said(outcome: Outcome<NewsRows>): string {
  if (outcome.kind === 'data') return outcome.data.readings.map(({ title }) => title).join(', ');
  const part = 'window' in outcome ? outcome.window : 'scope' in outcome ? outcome.scope : undefined;
  return [outcome.kind, part].filter(Boolean).join(' ');
}

const STAMPS = ['20240702T141049', '20240702T0900', '20240701T000000'];
const BOTH = newsBody(STAMPS);
/** The first of the articles, changed. */
const first = (change: object) =>
  json({ ...BOTH, feed: BOTH.feed.map((row, place) => (place === 0 ? { ...row, ...change } : row)) });
const scored = (change: object) =>
  first({ ticker_sentiment: [{ ...BOTH.feed[0]!.ticker_sentiment[1], ...change }] });
const information = (text: string): VendorAnswer => json({ Information: text });

describe('NEWS_SENTIMENT of Alpha Vantage', () => {
  it.each<[string, VendorAnswer, string]>([
    ['tells articles, oldest first', json(BOTH), 'Article 2, Article 1, Article 0'],
    ['tells the symbol in lower case', json(newsBody(STAMPS, 'acme')), 'Article 2, Article 1, Article 0'],
    ['tells an article once', first({ url: 'https://example.com/1' }), 'Article 2, Article 0'],
    ['knows an article by its address', first({ url: 'HTTPS://Example.com/1' }), 'Article 2, Article 0'],
    ['may have none', json({ items: '0', feed: [] }), ''],
    ['says that there are none', information('No articles found. Please adjust the time range …'), ''],
    [
      'leaves out what is before the stretch',
      first({ time_published: '20240630T235959' }),
      'Article 2, Article 1',
    ],
    [
      'leaves out what is not before its end',
      first({ time_published: '20240703T000000' }),
      'Article 2, Article 1',
    ],
    ['leaves out one of tomorrow', first({ time_published: '20240704T000000' }), 'Article 2, Article 1'],
    ['leaves out one on no day', first({ time_published: '20240231T000000' }), 'Article 2, Article 1'],
    ['leaves out one at no time', first({ time_published: '20240702T246000' }), 'Article 2, Article 1'],
    ['leaves out one that is not about the symbol', scored({ ticker: 'GAMMA' }), 'Article 2, Article 1'],
    ['leaves out a relevance of 0', scored({ relevance_score: '0' }), 'Article 2, Article 1'],
    ['leaves out a relevance above 1', scored({ relevance_score: '1.01' }), 'Article 2, Article 1'],
    ['leaves out a score that is none', scored({ ticker_sentiment_score: 'N/A' }), 'Article 2, Article 1'],
    ['leaves out a score beyond 1', scored({ ticker_sentiment_score: '-1.2' }), 'Article 2, Article 1'],
    ['takes a score as a number', scored({ ticker_sentiment_score: -1 }), 'Article 2, Article 1, Article 0'],
    ['leaves out one without a title', first({ title: ' ' }), 'Article 2, Article 1'],
    ['leaves out an address that is none', first({ url: 'javascript:alert(1)' }), 'Article 2, Article 1'],
    ['of another symbol is nonsense', json(newsBody(STAMPS, 'GAMMA')), 'malformed'],
    ['with a field of another name is nonsense', json({ items: '3', articles: BOTH.feed }), 'malformed'],
    ['that is HTML is nonsense', HTML, 'malformed'],
    ['of a symbol that it does not know', information('Invalid inputs. Please refer to …'), 'unknownSymbol'],
    ['with a key that it refuses', json({ 'Error Message': 'the parameter apikey is invalid' }), 'auth'],
    ['that a plan lacks', information('This is a premium endpoint.'), 'entitlement endpoint'],
    ['over the day', information('We have detected your API key as x …'), 'rateLimited day'],
    ['that is down', { ...HTML, status: 503 }, 'unavailable'],
    ['that says two things is nonsense', json({ Information: 'No articles found.', feed: 1 }), 'malformed'],
  ])('%s', (_what, answer, expected) => {
    expect(said(alphaVantageNewsOutcome(answer, QUERY))).toBe(expected);
  });

  it('tells when, how much, and how', () => {
    const outcome = alphaVantageNewsOutcome(json(newsBody(['20240702T141049'])), QUERY);
    expect(outcome).toEqual({
      kind: 'data',
      data: {
        readings: [
          {
            publishedAt: Date.UTC(2024, 6, 2, 14, 10, 49),
            relevance: 0.1,
            sentiment: -0.1,
            publisher: 'Example',
            title: 'Article 0',
            url: 'https://example.com/0',
          },
        ],
        told: 1,
        lastAt: Date.UTC(2024, 6, 2, 14, 10, 49),
      },
    });
  });
});

describe('news, page by page', () => {
  /** Of every second minute three articles, the last of them one more than a page. */
  const articles = Array.from({ length: 2_500 }, (_, at): NewsReading => {
    const publishedAt = FROM + Math.floor(at / 3) * 120_000 + (at % 3) * 1_000;
    const url = `https://example.com/${at}`;
    return { publishedAt, relevance: 1, sentiment: 0, publisher: 'x', title: `${at}`, url };
  });
  const crowd = articles.slice(0, 1_200).map((article) => ({ ...article, publishedAt: FROM + 5 }));
  let sim: VendorSim;
  const world = vendorWorld(NOW);
  beforeAll(async () => {
    sim = await startVendorSim(async () => undefined, { news: { ACME: articles, CROWD: crowd } });
  });
  beforeEach(() => world.clock.set(NOW));
  afterAll(() => sim.close());
  const feed = (key = SIM_KEY) => alphaVantageNews(askingAt(sim.origin, world), async () => key);

  const pages = async (symbol: string, before = NOW) => {
    const found: (readonly NewsReading[])[] = [];
    for await (const page of readNews({ newsFeed: feed() }, { symbol, from: FROM, before })) found.push(page);
    return found;
  };

  it('are all told once, with a call for each page', async () => {
    const askedBefore = sim.asked.get('/query') ?? 0;
    const found = await pages('ACME');
    expect(found.flat()).toEqual(articles);
    expect(found.map((page) => page.length)).toEqual([999, 999, 502]);
    expect(sim.asked.get('/query')! - askedBefore).toBe(3);
  });

  it('end with the stretch, though a page be full', async () => {
    const before = articles[999]!.publishedAt + 1;
    expect((await pages('ACME', before)).flat()).toEqual(articles.slice(0, 1_000));
  });

  it('go on behind a minute of which one page does not tell all', async () => {
    expect((await pages('CROWD')).map((page) => page.length)).toEqual([1_000]);
  });

  it.each<[string, Mishap]>([
    ['MARKET_RATE_LIMITED', 'dayQuota'],
    ['MARKET_MALFORMED', 'truncated'],
    ['MARKET_MALFORMED', 'endless'],
  ])('say %s where the vendor answers %s, and never its key', async (code, mishap) => {
    sim.next(mishap);
    const failure = await feed('sim-key-canary')
      .news(QUERY)
      .catch((error: unknown) => error as Error);
    expect(failure).toMatchObject({ code });
    const { message, stack, cause } = failure as Error;
    expect(JSON.stringify([failure, message, stack, cause, world.log.lines])).not.toContain('canary');
  });
});

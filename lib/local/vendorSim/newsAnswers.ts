import type { NewsReading } from '../../ports/NewsFeed';
import { isKey, said, type Served, type SimAnswer, type SimRequest } from './answers';
import type { Announced } from './announced';

/** The articles that a stand-in has, by symbol. */
export type Published = Readonly<Record<string, readonly NewsReading[]>>;

const LONGEST = 1_000;

/** `20240702T1405`, or with its seconds. */
const stampOf = (at: number, length: 13 | 15): string =>
  new Date(at).toISOString().replace(/[-:]/g, '').slice(0, length);

/** `NEWS_SENTIMENT`, by minutes as they are asked for; undefined for other functions, and for a key that is refused. */
export async function alphaVantageNews(
  _served: Served,
  { query }: SimRequest,
  _announced: Announced,
  published: Published,
): Promise<SimAnswer | undefined> {
  if (query.get('function') !== 'NEWS_SENTIMENT' || !isKey(query.get('apikey'))) return undefined;
  const symbol = (query.get('tickers') ?? '').toUpperCase();
  const articles = published[symbol];
  if (!articles)
    return said('Information', 'Invalid inputs. Please refer to the API documentation and try again.');
  const [from, to] = [query.get('time_from') ?? '', query.get('time_to') ?? '9999'];
  const wanted = articles
    .filter(({ publishedAt }) => stampOf(publishedAt, 13) >= from && stampOf(publishedAt, 13) <= to)
    .toSorted((one, other) => one.publishedAt - other.publishedAt);
  if (wanted.length === 0)
    return said('Information', 'No articles found. Please adjust the time range and try again.');
  const most = Math.min(LONGEST, Number(query.get('limit') ?? 50));
  const told = query.get('sort') === 'EARLIEST' ? wanted.slice(0, most) : wanted.toReversed().slice(0, most);
  const feed = told.map((article) => articleOf(article, symbol));
  return { status: 200, json: { items: String(feed.length), feed } };
}

const articleOf = (
  { publishedAt, relevance, sentiment, publisher, title, url }: NewsReading,
  symbol: string,
) => ({
  ...{ title, url, source: publisher, time_published: stampOf(publishedAt, 15) },
  ticker_sentiment: [
    { ticker: 'FOREX:USD', relevance_score: '0.1', ticker_sentiment_score: '0' },
    { ticker: symbol, relevance_score: String(relevance), ticker_sentiment_score: String(sentiment) },
  ],
});

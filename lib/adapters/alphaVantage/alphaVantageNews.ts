import type { NewsFeed, NewsQuery } from '../../ports/NewsFeed';
import { type Asking, askVendor } from '../vendor/askVendor';
import { vendorProblem } from '../vendor/vendorProblem';
import { alphaVantageNewsOutcome } from './alphaVantageNewsOutcome';
import type { NewsRows } from './alphaVantageNewsRows';

const NAMED = { vendor: 'Alpha Vantage', keyName: 'ALPHA_VANTAGE_API_KEY', wanted: 'news' } as const;

/** So many articles it tells at once. */
const MOST = 1_000;
const MINUTE_MS = 60_000;

/** News of Alpha Vantage with how it scores them: a thousand articles with one call. */
export const alphaVantageNews = (asking: Asking, apiKey: () => Promise<string>): NewsFeed => ({
  async news(asked) {
    const request = { path: '/query', query: queryOf(asked, await apiKey()), answerBy: asked.answerBy };
    const outcome = await askVendor<NewsRows>(asking, request, (answer, { now }) =>
      alphaVantageNewsOutcome(answer, { ...asked, now }),
    );
    if (outcome.kind !== 'data') throw vendorProblem(outcome, { ...NAMED, symbol: asked.symbol });
    const { readings, told, lastAt } = outcome.data;
    if (told < MOST) return { readings, through: asked.before };
    // What was published in the minute of the last one may have been cut off, unless all of them were.
    const minute = Math.floor(lastAt / MINUTE_MS) * MINUTE_MS;
    return { readings, through: minute > asked.from ? minute - 1 : minute + MINUTE_MS - 1 };
  },
});

/** It knows minutes: the first and the last one that has any of the stretch. */
const queryOf = ({ symbol, from, before }: NewsQuery, apikey: string): Readonly<Record<string, string>> => ({
  function: 'NEWS_SENTIMENT',
  tickers: symbol,
  time_from: stampOf(from),
  time_to: stampOf(before - 1),
  sort: 'EARLIEST',
  limit: String(MOST),
  apikey,
});

/** `20220914T1410`, in UTC. */
const stampOf = (at: number): string => new Date(at).toISOString().slice(0, 16).replace(/[-:]/g, '');

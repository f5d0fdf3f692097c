import type { NewsFeed, NewsReading } from '../../ports/NewsFeed';
import { Problem } from '../../problems';

/** The articles that were given with it, by symbol and in any order; no other symbol is known. */
export const memoryNewsFeed = (published: Readonly<Record<string, readonly NewsReading[]>>): NewsFeed => ({
  async news({ symbol, from, before }) {
    const articles = published[symbol];
    if (!articles) throw new Problem('SYMBOL_UNKNOWN', `symbol "${symbol}" has no news. Check the spelling.`);
    const readings = articles.filter(({ publishedAt }) => publishedAt >= from && publishedAt < before);
    return {
      readings: readings.toSorted((one, other) => one.publishedAt - other.publishedAt),
      through: before,
    };
  },
});

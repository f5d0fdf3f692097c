import type { NewsFeed, NewsQuery, NewsReading } from '../ports/NewsFeed';

export type NewsDeps = { readonly newsFeed: NewsFeed };

/**
 * All articles about a symbol in a stretch of time, oldest first, as many at a time as their source tells at once.
 *
 * Throws  what the source throws; what came before stands.
 */
export async function* readNews(
  { newsFeed }: NewsDeps,
  { from, before, ...asked }: NewsQuery,
): AsyncGenerator<readonly NewsReading[], void, undefined> {
  for (let start = from; start < before;) {
    const { readings, through } = await newsFeed.news({ ...asked, from: start, before });
    const ofPage = readings.filter(({ publishedAt }) => publishedAt <= through);
    if (ofPage.length > 0) yield ofPage;
    start = through + 1;
  }
}

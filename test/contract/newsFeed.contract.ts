import type { NewsFeed, NewsQuery, NewsReading } from '../../lib/ports/NewsFeed';

const reading = (minutes: number, place: number): NewsReading => ({
  publishedAt: Date.UTC(2024, 6, 2, 13, minutes, 30),
  relevance: 0.5,
  sentiment: place / 10 - 0.1,
  publisher: 'Example',
  title: `Article ${place}`,
  url: `https://example.com/${place}`,
});

/** Oldest first; two of them in one minute. */
export const ARTICLES = [reading(10, 1), reading(20, 2), reading(20, 3), reading(40, 4)] as const;

/** What every feed of news promises that has `ARTICLES` of `ACME`, and of `QUIET` none. */
export function newsFeedContract(name: string, make: () => Promise<NewsFeed>): void {
  describe(`NewsFeed: ${name}`, () => {
    const [from, before] = [Date.UTC(2024, 6, 2, 13), Date.UTC(2024, 6, 2, 14)];
    const asked = async (part: Partial<NewsQuery> = {}) =>
      (await make()).news({ symbol: 'ACME', from, before, ...part });
    const at = (place: number): number => ARTICLES[place]!.publishedAt;

    it.each<[string, Partial<NewsQuery>, readonly NewsReading[]]>([
      ['tells all of a stretch, oldest first', {}, ARTICLES],
      ['counts the first instant in', { from: at(1) }, ARTICLES.slice(1)],
      ['leaves out what came before it, in the same minute', { from: at(1) + 1 }, ARTICLES.slice(3)],
      ['does not count the last instant in', { before: at(3) }, ARTICLES.slice(0, 3)],
      ['counts what is before it in, in the same minute', { before: at(3) + 1 }, ARTICLES],
      ['tells none of a stretch without any', { from: at(3) + 60_000 }, []],
      ['tells none of a symbol without any', { symbol: 'QUIET' }, []],
    ])('%s', async (_law, part, readings) => {
      expect(await asked(part)).toEqual({ readings, through: part.before ?? before });
    });

    it('refuses a symbol that it does not know', async () => {
      await expect(asked({ symbol: 'NOPE' })).rejects.toMatchObject({
        code: 'SYMBOL_UNKNOWN',
        message: expect.stringContaining('"NOPE"'),
      });
    });
  });
}

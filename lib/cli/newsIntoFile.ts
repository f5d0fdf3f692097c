import { stringify } from 'csv-stringify/sync';
import { readNews } from '../app/readNews';
import type { DataDesk } from '../compose/dataDesk';
import type { NewsReading } from '../ports/NewsFeed';
import { quoted } from '../quoted';
import type { DataCommand } from './dataOptions';
import type { DataTerminal } from './dataTerminal';
import { writeWhole } from './writeWhole';

type News = Extract<DataCommand, { does: 'news' }>;

const COLUMNS = ['published', 'relevance', 'sentiment', 'publisher', 'title', 'url'] as const;

/** What was published about a symbol as CSV, into a file or onto the terminal. */
export async function newsIntoFile(
  desk: DataDesk,
  command: News,
  { print, tell }: DataTerminal,
): Promise<void> {
  const { symbol, from, out, force } = command;
  const now = desk.clock.now();
  const before = Math.min(now, command.before ?? now);
  let articles = 0;
  async function* texts(): AsyncGenerator<string, void, undefined> {
    for await (const readings of readNews(desk, { symbol, from, before })) {
      yield textOf(articles === 0 ? [COLUMNS, ...readings.map(lineOf)] : readings.map(lineOf));
      articles += readings.length;
    }
    if (articles === 0)
      throw new Error(`Nothing was published about ${quoted(symbol)} then: give an earlier --from.`);
  }
  if (out === undefined) for await (const text of texts()) await print(text);
  else {
    await writeWhole({ path: out, force }, texts());
    tell(`${articles.toLocaleString('en')} articles about ${symbol} are in ${quoted(out)}.`);
  }
}

/** A title that begins as a formula does is none to who opens the file in a spreadsheet. */
const textOf = (lines: readonly (readonly (string | number)[])[]): string =>
  stringify([...lines], { escape_formulas: true });

const lineOf = ({
  publishedAt,
  relevance,
  sentiment,
  publisher,
  title,
  url,
}: NewsReading): readonly (string | number)[] => [
  new Date(publishedAt).toISOString().replace('.000Z', 'Z'),
  relevance,
  sentiment,
  ...[publisher, title, url],
];

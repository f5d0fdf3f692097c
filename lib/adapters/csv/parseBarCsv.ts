import { CsvError, parse } from 'csv-parse/sync';
import { Problem } from '../../problems';

/** The columns a file has to have, in any order; others are ignored. */
export const CSV_COLUMNS = ['timestamp', 'open', 'high', 'low', 'close', 'volume'] as const;

export type CsvRow = Readonly<Record<(typeof CSV_COLUMNS)[number], string>>;

function malformed(fileName: string, what: string, cause?: unknown): Problem {
  return new Problem('MARKET_MALFORMED', `file "${fileName}" ${what}`, { cause });
}

const OPTIONS = {
  bom: true,
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: true,
  trim: true,
};

/** A quote that is never closed would swallow the rest of the file: then quotes are read as letters. */
function recordsOf(fileName: string, text: string): string[][] {
  try {
    return parse(text, OPTIONS);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    if (error.code === 'CSV_QUOTE_NOT_CLOSED') return parse(text, { ...OPTIONS, quote: false });
    throw malformed(fileName, `is not CSV: ${error.message}`, error);
  }
}

/**
 * The rows of a bar file as text, by column.
 *
 * Edge    a cell that a row lacks is empty.
 * Throws  MARKET_MALFORMED when it is not CSV or a column is missing.
 */
export function parseBarCsv(fileName: string, text: string): CsvRow[] {
  const [header = [], ...records] = recordsOf(fileName, text);
  const places = CSV_COLUMNS.map((column) => header.indexOf(column));
  const missing = CSV_COLUMNS.filter((_, at) => places[at] === -1);
  if (missing.length > 0) {
    throw malformed(
      fileName,
      `lacks ${missing.join(', ')}: its first line has to be "${CSV_COLUMNS.join(',')}"`,
    );
  }
  return records.map((record) => {
    const cells = CSV_COLUMNS.map((column, at) => [column, record[places[at] ?? -1] ?? ''] as const);
    return Object.fromEntries(cells) as CsvRow;
  });
}

import { CsvError, parse } from 'csv-parse/sync';
import { BAR_FIELDS, type ImportRow } from '../app/importRow';
import { decimalOf, instantOf } from '../market/barText';
import { Problem } from '../problems';
import { quoted } from '../quoted';

type Line = { readonly record: readonly string[]; readonly info: { readonly lines: number } };

const HEADER = BAR_FIELDS.join(',');

/**
 * The lines of CSV as rows; `given` is what messages call it.
 *
 * Edge    empty lines are passed over, and counted.
 * Throws  INPUT_INVALID when it is not CSV, begins with another header, or has no bar or more than `most`.
 */
export function csvRows(text: string, most: number, given = 'The body'): readonly ImportRow[] {
  const [header, ...lines] = linesOf(text, most, given);
  if (header?.record.join(',') !== HEADER) {
    const found = quoted(header?.record.join(','));
    throw invalid('lines.1', `The first line is ${found}; send "${HEADER}".`);
  }
  if (lines.length === 0) throw invalid('', `${given} has no bar; send at least one line after the header.`);
  if (lines.length > most)
    throw invalid('', `${given} has more than ${most} bars; send them in several requests.`);
  return lines.map(rowOf);
}

/** One line more than may be: the others need not be read to know that there are too many. */
function linesOf(text: string, most: number, given: string): readonly Line[] {
  try {
    return parse(text, {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      to: most + 2,
      trim: true,
    }) as unknown as Line[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw invalid('', `${given} is not CSV: ${error.message}. Send "${HEADER}" and one line for each bar.`);
  }
}

function rowOf({ record, info }: Line): ImportRow {
  const place = { line: info.lines, path: `lines.${info.lines}` };
  if (record.length !== BAR_FIELDS.length) return { ...place, given: {} };
  const [timestamp = '', open = '', high = '', low = '', close = '', volume = ''] = record;
  return {
    ...place,
    bar: {
      startAt: instantOf(timestamp),
      open: decimalOf(open),
      high: decimalOf(high),
      low: decimalOf(low),
      close: decimalOf(close),
      volume: decimalOf(volume),
    },
    given: { timestamp, open, high, low, close, volume },
  };
}

const invalid = (path: string, message: string): Problem =>
  new Problem('INPUT_INVALID', message, { details: [{ path, message }] });

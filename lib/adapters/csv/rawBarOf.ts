import type { RawBar } from '../../market/bar';
import { decimalOf, instantOf } from '../../market/barText';
import type { CsvRow } from './parseBarCsv';

/**
 * A row as a bar.
 *
 * Edge    what cannot be read becomes NaN, and `cleanBars` refuses the bar.
 */
export function rawBarOf(row: CsvRow): RawBar {
  return {
    startAt: instantOf(row.timestamp),
    open: decimalOf(row.open),
    high: decimalOf(row.high),
    low: decimalOf(row.low),
    close: decimalOf(row.close),
    volume: decimalOf(row.volume),
  };
}

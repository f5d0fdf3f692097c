import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CleanBars } from '../../lib/market/bar';
import { cleanBars } from '../../lib/market/cleanBars';
import type { Interval } from '../../lib/market/interval';

/** A series of the real-data folder, as `ohlcv/<folder>/<symbol>.csv`; fails without REAL_DATA. */
export function csvSeries(folder: string, symbol: string, interval: Interval): CleanBars {
  const root = process.env['REAL_DATA'];
  if (root === undefined || root === '') throw new Error('REAL_DATA must name the folder with real bars.');
  const [, ...lines] = readFileSync(join(root, 'ohlcv', folder, `${symbol}.csv`), 'utf8')
    .trim()
    .split('\n');
  const bars = lines.map((line) => {
    const [timestamp = '', ...numbers] = line.split(',');
    const [open, high, low, close, volume] = numbers.map(Number);
    return {
      startAt: Date.parse(timestamp),
      open: open!,
      high: high!,
      low: low!,
      close: close!,
      volume: volume!,
    };
  });
  return cleanBars({ symbol, interval, source: 'csv', bars, knownAt: Date.parse('2030-01-01T00:00:00Z') })
    .clean;
}

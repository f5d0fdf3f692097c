import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './repository';

type Close = { readonly date: string; readonly close: number };

/** The closes of ^GSPC straight from the package that ships them, by none of the product's readers. */
export function gspcCloses(): readonly Close[] {
  const text = readFileSync(join(ROOT, 'node_modules/vega-datasets/data/sp500-2000.csv'), 'utf8');
  const [header = '', ...lines] = text.trim().split('\n');
  const columns = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return {
      date: cells[columns.indexOf('date')]!.slice(0, 10),
      close: Number(cells[columns.indexOf('close')]),
    };
  });
}

/**
 * The sessions after `armedOn` up to `through` on which "|change| > limitPct" begins to hold.
 */
export function largeMoves(armedOn: string, through: string, limitPct: number): readonly string[] {
  const closes = gspcCloses();
  const large = closes.map(({ close }, index) => {
    const before = closes[index - 1]?.close;
    return before !== undefined && Math.abs(100 * (close / before - 1)) > limitPct;
  });
  return closes.flatMap(({ date }, index) => {
    if (date <= armedOn || date > through || !large[index]) return [];
    const first = closes[index - 1]!.date <= armedOn;
    return first || !large[index - 1] ? [date] : [];
  });
}

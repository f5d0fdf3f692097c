import * as fc from 'fast-check';
import { parseBarCsv } from '../../../lib/adapters/csv/parseBarCsv';
import { rawBarOf } from '../../../lib/adapters/csv/rawBarOf';
import { BAR_CSV_HEADER, canonicalBars } from '../../../lib/market/canonicalBars';

const text = (...lines: string[]) => [BAR_CSV_HEADER, ...lines, ''].join('\n');
const slowly = (csv: string) => parseBarCsv('X.csv', csv).map(rawBarOf);

test.each([
  ['2024-02-29,1,2,0.5,1.5,10'],
  ['2024-07-03T00:00:00Z,100.25,101,99.5,100.5,1000'],
  ['2024-07-03T13:30Z,1.,.5,0.000000000000001,123456789012345,123456789012345678.25'],
  ['0001-01-01,0,00,0.10,1,1'],
])('%s is read as a CSV reader would read it', (line) => {
  expect(canonicalBars(text(line))).toEqual(slowly(text(line)));
});

test('bars without any line are none, and the last line needs no end', () => {
  expect(canonicalBars(text())).toEqual([]);
  expect(canonicalBars(text('2024-02-29,1,2,0.5,1.5,10').trimEnd())).toHaveLength(1);
});

test.each([
  ['another header', 'open,timestamp\n'],
  ['a byte order mark', `\uFEFF${text()}`],
  ['lines that end as on Windows', text('2024-02-29,1,2,0.5,1.5,10').replaceAll('\n', '\r\n')],
  ['an empty line', text('', '2024-02-29,1,2,0.5,1.5,10')],
  ['a quote', text('"2024-02-29",1,2,0.5,1.5,10')],
  ['a blank', text('2024-02-29, 1,2,0.5,1.5,10')],
  ['a sign', text('2024-02-29,-1,2,0.5,1.5,10')],
  ['an exponent', text('2024-02-29,1e3,2,0.5,1.5,10')],
  ['an empty cell', text('2024-02-29,,2,0.5,1.5,10')],
  ['a lone point', text('2024-02-29,.,2,0.5,1.5,10')],
  ['two points', text('2024-02-29,1.2.3,2,0.5,1.5,10')],
  ['too few cells', text('2024-02-29,1,2,0.5,1.5')],
  ['too many cells', text('2024-02-29,1,2,0.5,1.5,10,7')],
  ['a day that no month has', text('2023-02-29,1,2,0.5,1.5,10')],
  ['an hour that no day has', text('2024-02-29T24:00:00Z,1,2,0.5,1.5,10')],
  ['a minute that no hour has', text('2024-02-29T10:60Z,1,2,0.5,1.5,10')],
  ['a second that no minute has', text('2024-02-29T10:10:60Z,1,2,0.5,1.5,10')],
  ['parts of a second', text('2024-02-29T10:10:10.5Z,1,2,0.5,1.5,10')],
  ['no time zone', text('2024-02-29T10:10:10,1,2,0.5,1.5,10')],
])('%s is left to a CSV reader', (_, csv) => {
  expect(canonicalBars(csv)).toBeUndefined();
});

test('whatever is read is what a CSV reader reads', () => {
  const digits = fc.stringMatching(/^\d{0,20}(\.\d{0,20})?$/);
  const instant = fc
    .date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
    .map((date) => `${date.toISOString().slice(0, 19)}Z`);
  const line = fc.tuple(instant, digits, digits, digits, digits, digits).map((cells) => cells.join(','));
  fc.assert(
    fc.property(fc.array(line, { maxLength: 5 }), (lines) => {
      const csv = text(...lines);
      const read = canonicalBars(csv);
      expect(read ?? slowly(csv)).toEqual(slowly(csv));
    }),
  );
});

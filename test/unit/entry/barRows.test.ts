import { csvRows } from '../../../lib/entry/csvRows';
import { jsonRows } from '../../../lib/entry/jsonRows';

const HEADER = 'timestamp,open,high,low,close,volume';
const START = Date.UTC(2024, 6, 1);
const BAR = { startAt: START, open: 10, high: 11, low: 9, close: 10.5, volume: 0 };
const rows = (text: string, most = 3) => csvRows(text, most);

test('a line is a bar, with what was sent beside it', () => {
  expect(rows(`${HEADER}\n2024-07-01T00:00:00Z,10,11,9,10.5,0`)).toEqual([
    {
      line: 2,
      path: 'lines.2',
      bar: BAR,
      given: {
        timestamp: '2024-07-01T00:00:00Z',
        open: '10',
        high: '11',
        low: '9',
        close: '10.5',
        volume: '0',
      },
    },
  ]);
});

test.each([
  ['ends of lines as Windows writes them', `${HEADER}\r\n2024-07-01,10,11,9,10.5,0\r\n`, [2]],
  ['a byte order mark', `\uFEFF${HEADER}\n2024-07-01,10,11,9,10.5,0`, [2]],
  ['cells in quotes', `${HEADER}\n"2024-07-01","10","11","9","10.5","0"`, [2]],
  ['blanks around cells', `${HEADER}\n 2024-07-01 , 10,11 ,9, 10.5 ,0 `, [2]],
  [
    'empty lines, which count',
    `${HEADER}\n\n2024-07-01,10,11,9,10.5,0\n\n\n2024-07-01,10,11,9,10.5,0\n\n`,
    [3, 6],
  ],
])('CSV may have %s', (_, text, lines) => {
  const read = rows(text);
  expect(read.map(({ line }) => line)).toEqual(lines);
  expect(read.every(({ bar }) => JSON.stringify(bar) === JSON.stringify(BAR))).toBe(true);
});

test.each([
  ['a date that does not exist', '2024-02-30,1,1,1,1,1', { startAt: NaN }],
  ['a time without a zone', '2024-07-01T00:00:00,1,1,1,1,1', { startAt: NaN }],
  ['a blank', '2024-07-01,,1,1,1,1', { open: NaN }],
  ['a word', '2024-07-01,1,NaN,1,1,1', { high: NaN }],
  ['a hexadecimal number', '2024-07-01,1,1,0x10,1,1', { low: NaN }],
  ['a number beyond all numbers', '2024-07-01,1,1,1,1e999,1', { close: Infinity }],
])('%s is no number', (_, line, part) => {
  expect(rows(`${HEADER}\n${line}`)[0]?.bar).toMatchObject(part);
});

test.each([['2024-07-01,1,1,1,1'], ['2024-07-01,1,1,1,1,1,1'], ['2024-07-01,"1,000",1,1,1,1,1']])(
  'the line %s has not the columns of a bar',
  (line) => {
    expect(rows(`${HEADER}\n${line}`)).toEqual([{ line: 2, path: 'lines.2', given: {} }]);
  },
);

test.each([
  ['nothing', '', 'The first line is nothing; send "timestamp,open,high,low,close,volume".'],
  [
    'other columns',
    'date,close\n1,2',
    'The first line is "date,close"; send "timestamp,open,high,low,close,volume".',
  ],
  ['a header alone', `${HEADER}\n\n`, 'The body has no bar; send at least one line after the header.'],
  [
    'too many',
    `${HEADER}${'\n1,1,1,1,1,1'.repeat(4)}`,
    'The body has more than 3 bars; send them in several requests.',
  ],
])('CSV of %s is refused', (_, text, message) => {
  expect(() => rows(text)).toThrow(expect.objectContaining({ code: 'INPUT_INVALID', message }));
});

test('a quote that is never closed is no CSV', () => {
  expect(() => rows(`${HEADER}\n"2024-07-01,1,1,1,1,1`)).toThrow(
    expect.objectContaining({
      code: 'INPUT_INVALID',
      message: expect.stringMatching(/^The body is not CSV: Quote Not Closed/),
    }),
  );
});

test('a bar of JSON has its place for a line', () => {
  const bar = { timestamp: '2024-07-01', open: 10, high: 11, low: 9, close: 10.5, volume: 0 };
  expect(jsonRows([bar])).toEqual([{ line: 1, path: 'bars.0', bar: BAR, given: bar }]);
});

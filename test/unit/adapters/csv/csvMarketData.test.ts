import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { csvMarketData } from '../../../../lib/adapters/csv/csvMarketData';
import { symbolsOf } from '../../../../lib/adapters/csv/symbolsOf';
import type { Interval } from '../../../../lib/market/interval';
import { type ProblemCode, isProblem } from '../../../../lib/problems';
import { CSV_HEADER, csvFolder, csvText, removeCsvFolders } from '../../../support/csvFolder';
import { dailyStart, rawBar } from '../../../support/rawBars';

afterAll(removeCsvFolders);

const LATER = Date.UTC(2030, 0, 1);
const ROW = '2024-07-02T00:00:00Z,10,12,9,11,500';
const NEXT_ROW = '2024-07-05T00:00:00Z,11,12,10,12,600';

async function barsOf(text: string, interval: Interval = '1d') {
  const directory = await csvFolder({ 'SPY.csv': text });
  return (await csvMarketData(directory).bars({ symbol: 'SPY', interval, upTo: LATER })).bars;
}

async function refusal(
  directory: string,
  symbol = 'SPY',
  interval: Interval = '1d',
): Promise<[ProblemCode, string]> {
  const refused: unknown = await csvMarketData(directory)
    .bars({ symbol, interval, upTo: LATER })
    .catch((error: unknown) => error);
  if (!isProblem(refused)) throw new Error('nothing was refused', { cause: refused });
  return [refused.code, refused.message];
}

describe('csvMarketData', () => {
  const bar = { startAt: dailyStart('2024-07-02'), open: 10, high: 12, low: 9, close: 11, volume: 500 };

  it.each([
    ['a plain file', `${CSV_HEADER}\n${ROW}\n`],
    ['no line break at the end', `${CSV_HEADER}\n${ROW}`],
    ['Windows line breaks and a byte order mark', `\uFEFF${CSV_HEADER}\r\n${ROW}\r\n`],
    ['empty lines and blanks', `${CSV_HEADER}\n\n 2024-07-02T00:00:00Z , 10,12 ,9,11,500\n\n`],
    [
      'columns in another order, and one more',
      'volume,note,close,low,high,open,timestamp\n500,x,11,9,12,10,2024-07-02T00:00:00Z\n',
    ],
    [
      'quoted cells',
      '"timestamp","open","high","low","close","volume"\n"2024-07-02T00:00:00Z","10","12","9","11","500"\n',
    ],
    ['a date for a day', `${CSV_HEADER}\n2024-07-02,10,12,9,11,500\n`],
    ['decimals in every notation', `${CSV_HEADER}\n2024-07-02T00:00Z,10.0,1.2e1,+9,11.,5E2\n`],
  ])('reads %s', async (_name, text) => {
    expect(await barsOf(text)).toEqual([bar]);
  });

  it.each([
    ['a blank price', '2024-07-03T00:00:00Z,10,12,9,,500', { close: Number.NaN }],
    ['a word for a price', '2024-07-03T00:00:00Z,null,12,9,11,500', { open: Number.NaN }],
    ['a hexadecimal price', '2024-07-03T00:00:00Z,10,0x0c,9,11,500', { high: Number.NaN }],
    ['a number beyond any', '2024-07-03T00:00:00Z,10,1e309,9,11,500', { high: Number.POSITIVE_INFINITY }],
    ['a row that ends early', '2024-07-03T00:00:00Z,10,12,9', { close: Number.NaN, volume: Number.NaN }],
  ])('passes on %s as a bar to be refused, and serves the others', async (_name, row, wrong) => {
    const bars = await barsOf([CSV_HEADER, ROW, row, NEXT_ROW].join('\n'));
    expect(bars).toEqual([
      bar,
      { startAt: dailyStart('2024-07-03'), open: 10, high: 12, low: 9, close: 11, volume: 500, ...wrong },
      { startAt: dailyStart('2024-07-05'), open: 11, high: 12, low: 10, close: 12, volume: 600 },
    ]);
  });

  it.each([
    'yesterday',
    '2024-02-30T00:00:00Z',
    '2024-07-03T00:00:00',
    '2024-07-03T00:00:00+02:00',
    '1720000000',
    '"2024-07-03T00:00:00Z',
    '',
  ])('leaves out a row at %j, which is no instant in UTC', async (timestamp) => {
    const bars = await barsOf([CSV_HEADER, ROW, `${timestamp},10,12,9,11,500`, NEXT_ROW].join('\n'));
    expect(bars.map(({ startAt }) => startAt)).toEqual([dailyStart('2024-07-02'), dailyStart('2024-07-05')]);
  });

  it.each([
    ['nothing', '', 'lacks timestamp, open, high, low, close, volume'],
    ['a page of HTML', '<html><body>Not found</body></html>', 'lacks timestamp'],
    ['bytes of something else', '\0\x01\x02PK\x03', 'lacks timestamp'],
    ['no header', `${ROW}\n${NEXT_ROW}`, 'lacks timestamp'],
    ['a column less', 'timestamp,open,high,low,close\n2024-07-02,1,1,1,1', 'lacks volume'],
    ['over half bad rows', [CSV_HEADER, ROW, 'x', 'x'].join('\n'), 'has 2 bad rows of 3 (notFinite)'],
    [
      'local times',
      `${CSV_HEADER}\n2024-07-02T09:30:00Z,1,1,1,1,1\n2024-07-02T09:35:00Z,1,1,1,1,1`,
      '(outsideSession)',
    ],
    [
      'an interval that is none of ours',
      `${CSV_HEADER}\n2024-07-02T14:00:00Z,1,1,1,1,1\n2024-07-02T14:07:00Z,1,1,1,1,1`,
      'has no interval',
    ],
  ])('refuses a file of %s as malformed and says what is wrong', async (_name, text, message) => {
    const [code, said] = await refusal(await csvFolder({ 'SPY.csv': text }));
    expect([code, said]).toEqual(['MARKET_MALFORMED', expect.stringContaining(message)]);
    expect(said).toContain('"SPY.csv"');
  });

  it('accepts a file of which just half the rows are bad', async () => {
    expect(await barsOf([CSV_HEADER, ROW, 'x'].join('\n'))).toEqual([bar]);
  });

  it('says which symbols there are when one is unknown', async () => {
    const directory = await csvFolder({ 'SPY.csv': '', '^GSPC.csv': '', 'notes.txt': '', 'lower.csv': '' });
    expect(await refusal(directory, 'NOPE')).toEqual([
      'SYMBOL_UNKNOWN',
      'symbol "NOPE" is not served here; the source has SPY, ^GSPC. Ask for one of these, or bring bars of your own with POST /v1/bars/{symbol}.',
    ]);
  });

  it('says which interval a file has when another is asked for', async () => {
    const directory = await csvFolder({ 'SPY.csv': `${CSV_HEADER}\n${ROW}` });
    expect(await refusal(directory, 'SPY', '5min')).toEqual([
      'SYMBOL_UNKNOWN',
      'symbol "SPY" has 1d bars here, not 5min: ask for 1d',
    ]);
  });

  it.each(['../SPY', '..', '/etc/passwd', 'A/B', 'A\0', ''])(
    'never looks for a file named %j',
    async (symbol) => {
      const directory = await csvFolder({ 'SPY.csv': `${CSV_HEADER}\n${ROW}` });
      expect((await refusal(join(directory, '.'), symbol))[0]).toBe('SYMBOL_UNKNOWN');
    },
  );

  it('is unavailable while the folder is missing, without telling where it is', async () => {
    const directory = await csvFolder({});
    await rm(directory, { recursive: true });
    const [code, said] = await refusal(directory);
    expect([code, said.includes(directory)]).toEqual(['MARKET_UNAVAILABLE', false]);
  });

  it('is unavailable when a file cannot be read', async () => {
    const directory = await csvFolder({});
    await rm(directory, { recursive: true });
    await writeFile(directory, 'a file where the folder should be');
    expect((await refusal(directory))[0]).toBe('MARKET_UNAVAILABLE');
  });

  it.each<[Interval, readonly number[]]>([
    ['1d', ['2024-07-01', '2024-07-02', '2024-07-08'].map(dailyStart)],
    ['1h', [13.5, 14.5, 17.5, 18.5].map((hour) => Date.UTC(2024, 6, 2) + hour * 3_600_000)],
    ['30min', [0, 1, 2, 5].map((step) => Date.UTC(2024, 6, 2, 13, 30 + step * 30))],
    ['15min', [0, 1, 2, 9].map((step) => Date.UTC(2024, 6, 2, 13, 30 + step * 15))],
    ['5min', [0, 1, 3, 4, 6, 7].map((step) => Date.UTC(2024, 6, 2, 13, 30 + step * 5))],
    ['1min', [0, 0, 1, 5, 6].map((step) => Date.UTC(2024, 6, 2, 13, 30 + step))],
  ])('tells %s bars by their distances, gaps and doubles or not', async (interval, starts) => {
    expect(await barsOf(csvText(starts.map((startAt) => rawBar(startAt))), interval)).toHaveLength(
      starts.length,
    );
  });

  it('reads a file again when it has changed', async () => {
    const directory = await csvFolder({ 'SPY.csv': `${CSV_HEADER}\n${ROW}` });
    const data = csvMarketData(directory, 'replay');
    const query = { symbol: 'SPY', interval: '1d', upTo: LATER } as const;
    const before = await data.bars(query);
    await writeFile(join(directory, 'SPY.csv'), `${CSV_HEADER}\n${ROW}\n${NEXT_ROW}`);
    const after = await data.bars(query);
    expect([before.source, before.bars.length, after.bars.length]).toEqual(['replay', 1, 2]);
  });

  it('looks again after a failure has passed', async () => {
    const directory = await csvFolder({});
    const data = csvMarketData(directory);
    const query = { symbol: 'SPY', interval: '1d', upTo: LATER } as const;
    await expect(data.bars(query)).rejects.toMatchObject({ code: 'SYMBOL_UNKNOWN' });
    await writeFile(join(directory, 'SPY.csv'), `${CSV_HEADER}\n${ROW}`);
    expect((await data.bars(query)).bars).toHaveLength(1);
  });
});

describe('symbolsOf', () => {
  it('lists the symbols of a folder in alphabetical order and nothing else', async () => {
    const directory = await csvFolder({
      'SPY.csv': '',
      'AAPL.csv': '',
      '^GSPC.csv': '',
      'a.csv': '',
      'README.md': '',
      '.csv': '',
    });
    expect(await symbolsOf(directory)).toEqual(['AAPL', 'SPY', '^GSPC']);
  });

  it('is unavailable for a folder that is not there', async () => {
    const directory = await csvFolder({});
    await rm(directory, { recursive: true });
    await expect(symbolsOf(directory)).rejects.toMatchObject({ code: 'MARKET_UNAVAILABLE' });
  });
});

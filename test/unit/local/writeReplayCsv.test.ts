import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { csvMarketData } from '../../../lib/adapters/csv/csvMarketData';
import { REPLAY_SYMBOL, writeReplayCsv } from '../../../lib/local/writeReplayCsv';
import { sessionsBetween } from '../../../lib/market/calendar/sessionsBetween';
import { cleanBars } from '../../../lib/market/cleanBars';
import { csvFolder, removeCsvFolders } from '../../support/csvFolder';

afterAll(removeCsvFolders);

describe('writeReplayCsv', () => {
  it('writes a sound bar for every session from 2000-01-03 to 2020-04-17 and for no other day', async () => {
    const directory = await csvFolder({});
    await writeReplayCsv(directory);
    const upTo = Number.POSITIVE_INFINITY;
    const { source, bars } = await csvMarketData(directory, 'replay').bars({
      symbol: REPLAY_SYMBOL,
      interval: '1d',
      upTo,
    });
    const { clean, rejected } = cleanBars({
      symbol: REPLAY_SYMBOL,
      interval: '1d',
      source,
      bars,
      knownAt: upTo,
    });
    const sessions = sessionsBetween('2000-01-03', '2020-04-17');
    expect(rejected).toEqual([]);
    expect(clean.bars.map(({ closedAt }) => closedAt)).toEqual(sessions.map(({ closeAt }) => closeAt));
    expect(clean.bars).toHaveLength(5_105);
  });

  it('takes the numbers of the package as they are', async () => {
    const path = await writeReplayCsv(await csvFolder({}));
    const lines = (await readFile(path, 'utf8')).split('\n');
    expect(lines[1]).toBe('2000-01-03T00:00:00Z,1469.250000,1478.000000,1438.359985,1455.219971,931800000');
  });

  it('makes the folder, leaves nothing unfinished behind and answers the path', async () => {
    const directory = await csvFolder({});
    await rm(directory, { recursive: true });
    expect(await writeReplayCsv(directory)).toBe(join(directory, '^GSPC.csv'));
    expect(await readdir(directory)).toEqual(['^GSPC.csv']);
  });

  it('leaves a file alone that stands there whole', async () => {
    const path = await writeReplayCsv(await csvFolder({}));
    const { ino } = await stat(path);
    await writeReplayCsv(dirname(path));
    expect((await stat(path)).ino).toBe(ino);
  });

  it.each<[string, (whole: string) => string]>([
    ['is empty', () => ''],
    ['is garbage', () => '\u0000\u0001'],
    ['is cut', (whole) => whole.slice(0, 1000)],
  ])('writes a file anew that %s', async (_title, damage) => {
    const path = await writeReplayCsv(await csvFolder({}));
    const whole = await readFile(path, 'utf8');
    await writeFile(path, damage(whole));
    await writeReplayCsv(dirname(path));
    expect(await readFile(path, 'utf8')).toBe(whole);
  });
});

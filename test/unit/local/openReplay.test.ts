import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDataFolder } from '../../../lib/local/dataFolder';
import { openReplay } from '../../../lib/local/openReplay';
import type { SaidAboutMarket } from '../../../lib/local/marketOptions';
import { csvFolder, removeCsvFolders } from '../../support/csvFolder';
import { ROOT } from '../../support/repository';
import { removeTemporaryFolders, temporaryFolder } from '../../support/temporaryFolder';

afterEach(removeTemporaryFolders);
afterAll(removeCsvFolders);

const HEADER = 'timestamp,open,high,low,close,volume\n';
const daily = `${HEADER}2011-01-03T00:00:00Z,1,1,1,1,1\n2011-01-04T00:00:00Z,1,1,1,1,1\n`;
const hourly = `${HEADER}2011-01-03T15:00:00Z,1,1,1,1,1\n2011-01-03T16:00:00Z,1,1,1,1,1\n`;

const nothingSaid: SaidAboutMarket = {
  source: undefined,
  directory: undefined,
  start: undefined,
  sessionMs: undefined,
  barMs: undefined,
  symbols: undefined,
};

/** A folder with data of a former start, opened to be forgotten. */
async function kept() {
  const directory = join(temporaryFolder(), '.local');
  const first = await openDataFolder(directory, { fresh: false });
  writeFileSync(first.file('data'), '');
  first.markComplete(['data']);
  first.release();
  const folder = await openDataFolder(directory, { fresh: true });
  const open = (said: Partial<SaidAboutMarket>) => openReplay({ ...nothingSaid, ...said }, folder, ROOT);
  return { folder, open, isKept: () => existsSync(folder.file('data')) };
}

const csv = (directory: string) => ({ source: 'csv' as const, directory });

describe('openReplay', () => {
  it('empties a folder that begins anew and puts the bars into it', async () => {
    const { folder, open, isKept } = await kept();
    const { market } = await open({ start: '2010-01-04' });
    const files = ['market.json', 'market-data/^GSPC.csv'].map((name) => existsSync(folder.file(name)));
    expect([market.start, isKept(), files]).toEqual(['2010-01-04', false, [true, true]]);
    folder.release();
  });

  it('plays a folder as long as one symbol can be read', async () => {
    const { folder, open } = await kept();
    const { market } = await open(csv(await csvFolder({ 'A.csv': hourly, 'B.csv': daily })));
    expect(market.start).toBe('2011-01-03');
    folder.release();
  });

  it.each<[string, () => Promise<Partial<SaidAboutMarket>>, string]>([
    ['a start outside the data', async () => ({ start: '1990-01-02' }), '--from "1990-01-02" is not within'],
    ['a folder without bars', async () => csv(await csvFolder({})), 'holds no bars'],
    [
      'a symbol without a file',
      async () => ({ ...csv(await csvFolder({ 'A.csv': daily })), symbols: 'X' }),
      'SYMBOLS "X" has no file',
    ],
    [
      'bars that do not begin with the session',
      async () => csv(await csvFolder({ 'A.csv': hourly })),
      'can be read: file "A.csv" has 2 bad rows of 2 (misaligned)',
    ],
    [
      'files that are named after no symbol',
      async () => csv(await csvFolder({ 'not a symbol.csv': daily })),
      'can be read: no file is named after a symbol',
    ],
  ])('refuses %s before anything is deleted', async (_what, said, message) => {
    const { folder, open, isKept } = await kept();
    await expect(open(await said())).rejects.toThrow(message);
    expect(isKept()).toBe(true);
    folder.release();
  });

  it('refuses bars that it would delete', async () => {
    const { folder, open, isKept } = await kept();
    mkdirSync(folder.file('bars'));
    writeFileSync(folder.file('bars/A.csv'), daily);
    await expect(open(csv(folder.file('bars')))).rejects.toThrow('which is emptied at a first start');
    expect(isKept()).toBe(true);
    folder.release();
  });
});

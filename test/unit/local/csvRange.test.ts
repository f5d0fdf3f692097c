import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { csvRange, csvSymbols } from '../../../lib/local/csvRange';
import { removeTemporaryFolders, temporaryFolder } from '../../support/temporaryFolder';

afterEach(removeTemporaryFolders);

const HEADER = 'timestamp,open,high,low,close,volume\n';

function folder(files: Record<string, string>): string {
  const directory = join(temporaryFolder(), 'bars');
  mkdirSync(directory);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
  return directory;
}

const two = () =>
  folder({
    'A.csv': `${HEADER}2011-01-04T00:00:00Z,1,1,1,1,1\n2011-01-03T00:00:00Z,1,1,1,1,1\n`,
    '^B.csv': `${HEADER}2010-05-05T00:00:00Z,1,1,1,1,1\n`,
    'not a symbol.csv': HEADER,
    'notes.txt': '1999-01-01',
  });

describe('csvRange', () => {
  it('is the first and the last date of all files, in whatever order they stand', () => {
    expect(csvRange(two())).toEqual({ first: '2010-05-05', last: '2011-01-04' });
  });

  it('says what a folder without bars needs', () => {
    expect(() => csvRange(folder({ 'A.csv': HEADER }))).toThrow('holds no bars: put a SYMBOL.csv in it');
  });

  it('says that there is no folder', () => {
    expect(() => csvRange(join(temporaryFolder(), 'gone'))).toThrow('correct MARKET_DATA_DIR');
  });
});

describe('csvSymbols', () => {
  it.each([
    [undefined, ['A', '^B']],
    ['a', ['A']],
    ['^b, A', ['^B', 'A']],
  ])('asked for %s there are %j', (asked, expected) => {
    expect(csvSymbols(two(), asked)).toEqual(expected);
  });

  it('says which symbol has no file', () => {
    expect(() => csvSymbols(two(), 'A,C')).toThrow('SYMBOLS "C" has no file: choose from A, ^B.');
  });
});

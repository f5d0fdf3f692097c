import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSeedRecord } from '../../../lib/local/seedRecord';
import { StartProblem } from '../../../lib/local/startProblem';
import { removeTemporaryFolders, temporaryFolder } from '../../support/temporaryFolder';

afterEach(removeTemporaryFolders);

const EMULATOR = 'http://127.0.0.1:4567';

/** A data folder of which an earlier start has noted `stored`. */
function folderWith(stored: object | undefined) {
  const path = temporaryFolder();
  const file = (name: string) => join(path, name);
  if (stored !== undefined) writeFileSync(file('seeded.json'), JSON.stringify(stored));
  return {
    file,
    name: '.local',
    stored: () => JSON.parse(readFileSync(file('seeded.json'), 'utf8')) as unknown,
  };
}

const FILLED = { symbols: ['^GSPC'] };

describe('the record of what was seeded', () => {
  it.each([
    ['a cloud that knows what it was given has it', FILLED, { isKnown: true, endpoint: undefined }, false],
    ['a database that came up empty has lost it', FILLED, { isKnown: false, endpoint: undefined }, true],
    ['a first start loses nothing', undefined, { isKnown: false, endpoint: undefined }, false],
    [
      'a first start that was cut off lost nothing',
      { symbols: [] },
      { isKnown: false, endpoint: undefined },
      false,
    ],
    [
      'an emulator that was started again is empty',
      { ...FILLED, endpoint: EMULATOR },
      { isKnown: false, endpoint: EMULATOR },
      false,
    ],
    ['an emulator is not the embedded cloud', FILLED, { isKnown: false, endpoint: EMULATOR }, false],
    [
      'nor is the embedded cloud an emulator',
      { ...FILLED, endpoint: EMULATOR },
      { isKnown: false, endpoint: undefined },
      false,
    ],
  ])('%s', (_law, stored, cloud, isLost) => {
    const record = openSeedRecord(folderWith(stored), cloud);
    expect(record.isLost).toBe(isLost);
    expect([...record.done]).toEqual(cloud.isKnown ? ['^GSPC'] : []);
  });

  it.each([
    ['of the embedded cloud', undefined, { symbols: ['^GSPC', 'SPY'] }],
    ['of an emulator, with its address', EMULATOR, { symbols: ['^GSPC', 'SPY'], endpoint: EMULATOR }],
  ])('is written %s', (_whose, endpoint, written) => {
    const folder = folderWith(FILLED);
    openSeedRecord(folder, { isKnown: true, endpoint }).finished('SPY');
    expect(folder.stored()).toEqual(written);
  });

  it('that no start wrote is refused', () => {
    const folder = folderWith({ symbols: 'all' });
    const open = () => openSeedRecord(folder, { isKnown: true, endpoint: undefined });
    expect(open).toThrow('.local is damaged (seeded.json is not what a start wrote)');
    expect(open).toThrow(StartProblem);
  });
});

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { csvFolder, csvText, removeCsvFolders } from '../../support/csvFolder';
import { wanderingBars } from '../../support/madeBars';
import { removeTemporaryFolders, temporaryFolder } from '../../support/temporaryFolder';

jest.setTimeout(180_000);
afterAll(removeCsvFolders);
afterAll(removeTemporaryFolders);

const SYMBOLS = 'ABCDEFGHIJ'.split('');

const commandOf = (data: string, out: string, kept: string): readonly string[] => [
  ...['--import', 'tsx', join(__dirname, '../../../lib/cli/evaluate.ts'), '--data', data],
  ...['--models', 'har,ridge', '--horizons', '1d,5d', '--json', '--out', out, '--resume', kept],
];

const resultsIn = (folder: string): readonly string[] =>
  existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.result')) : [];

it('an evaluation that is killed loses nothing but the current symbol', async () => {
  const data = await csvFolder(
    Object.fromEntries(
      SYMBOLS.map((symbol, seed) => [
        `${symbol}.csv`,
        csvText(wanderingBars({ seed: 70 + seed, count: 1_400, storms: 0.2 }).bars),
      ]),
    ),
  );
  const folder = temporaryFolder();
  const [out, kept] = [join(folder, 'f.csv'), join(folder, 'kept')];
  const killed = spawn(process.execPath, commandOf(data, out, kept), { stdio: 'ignore' });
  const ended = once(killed, 'exit');
  while (resultsIn(kept).length < 3 && killed.exitCode === null) await pause(2);
  killed.kill('SIGKILL');
  expect(await ended).toEqual([null, 'SIGKILL']);
  const before = resultsIn(kept).length;
  expect(before).toBeGreaterThanOrEqual(3);
  expect(before).toBeLessThan(2 * SYMBOLS.length);
  expect(existsSync(out)).toBe(false);

  const resumed = spawnSync(process.execPath, commandOf(data, out, kept), { encoding: 'utf8' });
  expect(resumed.stderr).toBe(`${before} results were taken from a run before.\n`);
  const whole = join(folder, 'whole.csv');
  const unbroken = spawnSync(process.execPath, commandOf(data, whole, join(folder, 'anew')), {
    encoding: 'utf8',
  });
  expect(unbroken.stderr).toBe('');
  expect(resumed.stdout).toBe(unbroken.stdout);
  expect(readFileSync(out).equals(readFileSync(whole))).toBe(true);
});

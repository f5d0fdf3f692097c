import { join } from 'node:path';
import { cruise, type Cruise } from '../support/cruise';
import { filesUnder, ROOT } from '../support/repository';
import { seededTree } from '../support/seededTree';
import { BOUNDARY_SEEDS, LAWFUL_FILES } from './seeds/boundarySeeds';

type Configuration = { forbidden: readonly { name: string; comment: string }[] };

const FOLDERS = ['functions', 'lib', 'test'];

const rules = (require(join(ROOT, '.dependency-cruiser.cjs')) as Configuration).forbidden;

/** Names of the rules a file breaks. No door leads to a seed, so only a seed of that rule is asked for orphans. */
function brokenBy(found: Cruise, file: string, asked: string): readonly string[] {
  const names = found.summary.violations.filter(({ from }) => from === file).map(({ rule }) => rule.name);
  return [...new Set(names)].filter((name) => name === asked || name !== 'no-orphans').sort();
}

describe('boundaries between the rooms', () => {
  let found: Cruise;

  beforeAll(() => {
    const seeds = Object.fromEntries(BOUNDARY_SEEDS.map(({ file, text }) => [file, text]));
    const tree = seededTree({ ...LAWFUL_FILES, ...seeds });
    try {
      found = cruise(tree.directory, FOLDERS);
    } finally {
      tree.remove();
    }
  });

  test.each(BOUNDARY_SEEDS)('$rule catches $file', ({ rule, file, also = [] }) => {
    expect(brokenBy(found, file, rule)).toEqual([rule, ...also].sort());
  });

  test.each(Object.keys(LAWFUL_FILES))('%s breaks no rule', (file) => {
    expect(brokenBy(found, file, '')).toEqual([]);
  });

  test('every rule has a seed that breaks it, and no other rules are seeded', () => {
    const seeded = new Set(BOUNDARY_SEEDS.map(({ rule }) => rule));
    expect([...seeded].sort()).toEqual(rules.map(({ name }) => name).sort());
  });

  test('every rule says in a sentence what it asks for', () => {
    expect(rules.filter(({ comment }) => !/^[A-Z].{20,}[.]$/.test(comment))).toEqual([]);
  });

  test('the cruise reads every file of the repository', () => {
    const onDisk = FOLDERS.flatMap((folder) => filesUnder(folder)).filter((path) =>
      /\.[cm]?[jt]s$/.test(path),
    );
    const read = cruise(ROOT, FOLDERS)
      .modules.map(({ source }) => source)
      .filter((source) => onDisk.includes(source));
    expect(read.length).toBe(onDisk.length);
    expect(onDisk.length).toBeGreaterThan(40);
  });
});

import { EVERYTHING, exportedValues, importsOf } from '../support/importFacts';
import { filesUnder, textOf } from '../support/repository';

/** Exported for tests alone, each because it is told apart by itself. The list only grows shorter. */
const FOR_TESTS = [
  'lib/plots/skillPlots.ts rollingShare',
  'lib/plots/timePlot.ts drawnPlaces',
  'lib/entry/http/matchRoute.ts routeKeysOf',
  'lib/features/featureMatrix.ts rowAt',
  'lib/models/logisticRegression.ts logOdds',
  'lib/forecast/mayAdmitDrift.ts leakSuspicions',
  'lib/adapters/system/jitteredPause.ts pauseMs',
  'lib/local/cloud/topicSigner.ts signedText',
  'lib/local/exampleRules.ts levelAbove',
  'lib/local/queuePoller.ts sqsEvent',
  'lib/local/queuePoller.ts succeededMessages',
  'lib/local/resources/createQueue.ts queueAttributes',
  'lib/local/writeReplayCsv.ts REPLAY_SYMBOL',
  // Scores that the evaluation has yet to print.
  'lib/forecast/scores/brierScore.ts brierScore',
  'lib/forecast/scores/brierScore.ts brierSkill',
  'lib/forecast/scores/clarkWest.ts clarkWest',
  'lib/forecast/scores/dieboldMariano.ts dieboldMariano',
  'lib/forecast/scores/cusum.ts cusum',
  'lib/forecast/scores/populationStability.ts populationStability',
];

const isSource = (path: string) => /\.[cm]?[jt]s$/.test(path) && !path.endsWith('.d.ts');
const stem = (path: string) => path.replace(/\.[cm]?[jt]s$/, '');

const takenBy = (paths: readonly string[]) =>
  new Set(paths.flatMap((path) => importsOf(path, textOf(path)).map(({ file, name }) => `${file} ${name}`)));

const taken = takenBy(
  ['lib', 'functions', 'test/bench', 'serverless', 'docs']
    .flatMap((folder) => filesUnder(folder))
    .filter(isSource),
);
const isTaken = (file: string, name: string) =>
  taken.has(`${stem(file)} ${name}`) || taken.has(`${stem(file)} ${EVERYTHING}`);

describe('what lib/ exports', () => {
  // The memory adapters are a product of their own: see "no-orphans" in .dependency-cruiser.cjs.
  const unused = filesUnder('lib')
    .filter((path) => isSource(path) && !path.startsWith('lib/adapters/memory/'))
    .flatMap((path) => exportedValues(textOf(path)).map((name) => ({ path, name })))
    .filter(({ path, name }) => !isTaken(path, name))
    .map(({ path, name }) => `${path} ${name}`);

  test('is used by what is deployed, started or measured, or listed as made for tests', () => {
    expect([...unused].sort()).toEqual([...FOR_TESTS].sort());
  });

  test('is used by tests where it is made for them', () => {
    const byTests = takenBy(filesUnder('test').filter(isSource));
    const named = FOR_TESTS.map((line) => line.replace(/\.\w+ /, ' '));
    expect(named.filter((line) => !byTests.has(line))).toEqual([]);
  });

  test('is seen with what takes it', () => {
    const source = [
      "import { a as b, type C } from '../models/one';",
      "import * as all from './two.mjs';",
      "import zod from 'zod';",
      "const late = () => import('./three');",
      'export const shown = 1;',
      'const hidden = 2;',
      'export async function done() {}',
    ].join('\n');
    expect(importsOf('lib/rules/x.ts', source)).toEqual([
      { file: 'lib/models/one', name: 'a' },
      { file: 'lib/models/one', name: 'C' },
      { file: 'lib/rules/two', name: EVERYTHING },
      { file: 'lib/rules/three', name: EVERYTHING },
    ]);
    expect(exportedValues(source)).toEqual(['shown', 'done']);
  });
});

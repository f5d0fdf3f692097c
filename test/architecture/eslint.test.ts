import { join, relative } from 'node:path';
import { ROOT } from '../support/repository';
import { seededTree } from '../support/seededTree';
import { toolReport } from '../support/toolReport';
import { LINT_SEEDS } from './seeds/lintSeeds';

type FileReport = {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string | null; readonly message: string }[];
};

const config = join(ROOT, 'eslint.config.mjs');

describe('style that a machine keeps', () => {
  const broken = new Map<string, readonly string[]>();

  beforeAll(() => {
    const tree = seededTree(Object.fromEntries(LINT_SEEDS.map(({ file, text }) => [file, text])));
    try {
      const reports = toolReport(
        'eslint/bin/eslint.js',
        ['--config', config, '--format', 'json', '.'],
        tree.directory,
      );
      for (const { filePath, messages } of reports as readonly FileReport[]) {
        const names = messages.map(({ ruleId, message }) => ruleId ?? message);
        broken.set(relative(tree.directory, filePath), [...new Set(names)].sort());
      }
    } finally {
      tree.remove();
    }
  }, 30_000);

  test.each(LINT_SEEDS.filter(({ breaks }) => breaks.length > 0))(
    '$file breaks $breaks',
    ({ file, breaks }) => {
      expect(broken.get(file)).toEqual(breaks);
    },
  );

  test.each(LINT_SEEDS.filter(({ breaks }) => breaks.length === 0))(
    '$file is allowed where it lies',
    ({ file }) => {
      expect(broken.get(file)).toEqual([]);
    },
  );
});

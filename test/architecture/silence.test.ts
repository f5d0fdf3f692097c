import { filesUnder, textOf } from '../support/repository';

/** Where a linter is told to be quiet, with the rule. A new line here is a decision; so is one that goes. */
const SILENCED = [
  'lib/local/cloud/dynalite.d.ts -next-line house/no-default-export',
  'lib/local/cloud/emulators.ts -next-line @typescript-eslint/no-explicit-any',
  'test/unit/local/terminal.test.ts -next-line no-control-regex',
];

/** `-next-line rule` for every comment that speaks to ESLint; whole files and rule settings are included. */
const silencesIn = (text: string): readonly string[] =>
  [...text.matchAll(/\/[/*]\s*eslint(-disable|-enable|-env)?(-next-line|-line)? +([^\n*]*)/g)].map(
    ([, , reach = '', rules = '']) => `${reach} ${rules.split(' --')[0]?.trim()}`,
  );

describe('comments that silence a linter', () => {
  const found = ['lib', 'functions', 'test']
    .flatMap((folder) => filesUnder(folder))
    .filter((path) => /\.[cm]?[jt]s$/.test(path))
    .flatMap((path) => silencesIn(textOf(path)).map((silence) => `${path} ${silence}`));

  test('are those that are listed', () => {
    expect(found).toEqual(SILENCED);
  });

  test('reach no further than a line', () => {
    expect(found.filter((line) => !/ -(next-)?line \S/.test(line))).toEqual([]);
  });

  test.each([
    ['eslint-disable no-console', ' no-console'],
    ['eslint-disable-line no-var -- old', '-line no-var'],
    ['eslint no-var: off', ' no-var: off'],
  ])('%s is seen', (comment, silence) => {
    expect(silencesIn(`const a = 1; /${'*'} ${comment} */`)).toEqual([silence]);
    expect(silencesIn(`/${'/'} ${comment}\n`)).toEqual([silence]);
  });
});

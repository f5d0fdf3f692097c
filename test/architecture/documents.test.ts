import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { ROUTES } from '../../lib/entry/contract/routes';
import { PROBLEMS } from '../../lib/problems';
import { filesUnder, ROOT, textOf } from '../support/repository';

const DOCUMENTS = ['README.md', 'CHANGELOG.md', ...filesUnder('docs').filter((path) => path.endsWith('.md'))];

const FILE_AT_THE_TOP = /^[\w.-]+[.](json|ya?ml|ts|[cm]js|md)$|^[.]nvmrc$/;
const CODE = /```[\s\S]*?```|`[^`]+`/g;
const PATH = /^(?:[.]\/)?((?:lib|functions|test|docs|events|serverless|[.]ci)\/[\w./@{},*-]*)/;

/** `lib/{a,b}.ts` as the paths it stands for. */
function expanded(word: string): readonly string[] {
  const [braces, list = ''] = /\{([^{}]*)\}/.exec(word) ?? [];
  if (braces === undefined) return [word];
  return list.split(',').flatMap((one) => expanded(word.replace(braces, one)));
}

/** Paths of the repository among the words of code marks and code blocks; of `path:line` the path. */
const pathsIn = (text: string): readonly string[] =>
  [...text.matchAll(CODE)]
    .flatMap(([code]) => code.replace(/npx jest \S+/g, '').split(/[\s`"'()<>|=]+/))
    .flatMap((word) => PATH.exec(word)?.[1]?.replace(/[.,]+$/, '') ?? [])
    .flatMap(expanded);

/** What stands after `npx jest`: the beginning of the path of some test. */
const testsAskedFor = (text: string): readonly string[] =>
  [...text.matchAll(/npx jest ([\w./-]+)/g)].map(([, path = '']) => path);

const FILES = ['lib', 'functions', 'test', 'docs', 'events', 'serverless'].flatMap((folder) =>
  filesUnder(folder),
);
const begins = (path: string) => FILES.some((file) => file.startsWith(path));

/** A pattern leads somewhere when what stands before its wildcard does. */
const leadsSomewhere = (path: string) =>
  path.includes('*') ? begins(path.replace(/[*].*$/, '')) : existsSync(join(ROOT, path));

/** The cells of every row of the table below a heading of the README, code marks and entities undone. */
function tableBelow(heading: string): readonly (readonly string[])[] {
  const section =
    textOf('README.md')
      .split(/^## /m)
      .find((part) => part.startsWith(`${heading}\n`)) ?? '';
  const plain = (cell: string) =>
    cell.trim().replaceAll('`', '').replaceAll('&lt;', '<').replaceAll('&gt;', '>');
  const rows = section.split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map((row) => row.split('|').slice(1, -1).map(plain));
}

function matches(pattern: RegExp): readonly { document: string; found: string }[] {
  return DOCUMENTS.flatMap((document) =>
    [...textOf(document).matchAll(pattern)].map((match) => ({ document, found: match[1] ?? '' })),
  );
}

describe('documents', () => {
  test('the problem table of the README is the registry', () => {
    const rows = Object.entries(PROBLEMS).map(([code, { status, retryable, title, fix }]) => [
      code,
      String(status),
      retryable ? 'yes' : 'no',
      title,
      fix,
    ]);
    expect(tableBelow('Problems')).toEqual(rows);
  });

  test('the routes of the README are the routes there are', () => {
    const routes = ROUTES.map(({ method, path }) => `${method} ${path}`);
    expect(
      tableBelow('The API so far')
        .map(([route]) => route)
        .sort(),
    ).toEqual(routes.sort());
  });

  test('every path in code marks exists', () => {
    const files = matches(/`([^`\s]+)`/g).filter(({ found }) => FILE_AT_THE_TOP.test(found));
    const paths = DOCUMENTS.flatMap((document) =>
      pathsIn(textOf(document)).map((found) => ({ document, found })),
    );
    expect(paths.length).toBeGreaterThan(20);
    expect([...files, ...paths].filter(({ found }) => !leadsSomewhere(found))).toEqual([]);
  });

  test('every test that a document asks for exists', () => {
    const asked = DOCUMENTS.flatMap((document) => testsAskedFor(textOf(document)));
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((path) => !begins(path))).toEqual([]);
  });

  test('a path is seen wherever it stands in code', () => {
    const text = [
      'Read `lib/rules/step.ts:33`, not lib/gone.ts; run `cat ./lib/{base32,quoted}.ts`.',
      '```',
      '$ node "docs/graph.mjs" --events=events/*.json && npx jest test/unit/ru',
      '```',
    ].join('\n');
    const named = ['lib/rules/step.ts', 'lib/base32.ts', 'lib/quoted.ts', 'docs/graph.mjs', 'events/*.json'];
    expect(pathsIn(text)).toEqual(named);
    expect(testsAskedFor(text)).toEqual(['test/unit/ru']);
    expect([...named, 'lib/gone.ts', 'events/gone*'].filter((path) => !leadsSomewhere(path))).toEqual([
      'lib/gone.ts',
      'events/gone*',
    ]);
  });

  test('every link inside the repository leads somewhere', () => {
    const links = matches(/\]\(([^)#\s]+)[^)]*\)/g).filter(({ found }) => !/^[a-z]+:/.test(found));
    const target = (document: string, found: string) => join(ROOT, normalize(join(dirname(document), found)));
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter(({ document, found }) => !existsSync(target(document, found)))).toEqual([]);
  });

  test('every decision is linked from the README', () => {
    const linked = matches(/\]\((docs\/adr\/[^)]+)\)/g).filter(({ document }) => document === 'README.md');
    expect(linked.map(({ found }) => found).sort()).toEqual(filesUnder('docs/adr'));
  });

  test('every npm script that a document names exists', () => {
    const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
    const named = [...matches(/npm run ([\w:-]+)/g), ...matches(/npm (start|test)\b/g)];
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter(({ found }) => scripts[found] === undefined)).toEqual([]);
  });
});

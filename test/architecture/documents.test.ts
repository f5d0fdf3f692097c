import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { ROUTES } from '../../lib/entry/contract/routes';
import { PROBLEMS } from '../../lib/problems';
import { filesUnder, ROOT, textOf } from '../support/repository';

const DOCUMENTS = ['README.md', 'CHANGELOG.md', ...filesUnder('docs').filter((path) => path.endsWith('.md'))];

const PATH_IN_TEXT =
  /^(lib|functions|test|docs|events|serverless|[.]ci)\/[\w./@-]*$|^[\w.-]+[.](json|ya?ml|ts|[cm]js|md)$|^[.]nvmrc$/;

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
    const paths = matches(/`([^`\s]+)`/g).filter(({ found }) => PATH_IN_TEXT.test(found));
    expect(paths.length).toBeGreaterThan(5);
    expect(paths.filter(({ found }) => !existsSync(join(ROOT, found)))).toEqual([]);
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

import { basename } from 'node:path';
import { filesUnder, sourcesUnder, textOf } from '../support/repository';
import {
  brandedTypes,
  claimedTypes,
  codeLines,
  exportedFunctions,
  portMethods,
  runtimeStatements,
  type Documentable,
} from '../support/sourceFacts';

const CORE = ['market', 'features', 'models', 'forecast', 'rules', 'alerts'];
const EMPTY_WORD = /^(utils?|helpers?|common|shared|managers?|services?|base|misc)$/;
const EMPTY_ENDING = /[a-z](Utils?|Helpers?|Common|Shared|Manager|Service|Base|Misc)$/;
const SOURCES = [...sourcesUnder('lib'), ...sourcesUnder('functions')];
const CORE_FILES = CORE.flatMap((room) => sourcesUnder(`lib/${room}`));
const PORT_FILES = sourcesUnder('lib/ports');

const stem = (path: string) => basename(path).replace(/\..*$/, '');
const longerThan = (limit: number, paths: readonly string[], length: (path: string) => number) =>
  paths.map((path) => ({ path, lines: length(path) })).filter(({ lines }) => lines > limit);
const lineCount = (path: string) => textOf(path).trimEnd().split('\n').length;

/** `path name` of everything whose docstring is missing or only repeats the name. */
function undocumented(paths: readonly string[], of: (path: string, text: string) => readonly Documentable[]) {
  const says = (text: string) =>
    text
      .replace(/[^A-Za-z]+/g, ' ')
      .trim()
      .split(' ').length >= 2;
  return paths.flatMap((path) =>
    of(path, textOf(path))
      .filter(({ text }) => !says(text))
      .map(({ name }) => `${path} ${name}`),
  );
}

describe('sizes', () => {
  test('no source is longer than 200 lines', () => {
    expect(longerThan(200, SOURCES, lineCount)).toEqual([]);
  });

  test('no function file is longer than 15 lines', () => {
    expect(longerThan(15, sourcesUnder('functions'), lineCount)).toEqual([]);
  });

  test('no port has more than 30 lines of code', () => {
    expect(longerThan(30, PORT_FILES, (path) => codeLines(path, textOf(path)))).toEqual([]);
  });

  test('half of the sources have at most 70 lines', () => {
    const lengths = SOURCES.map(lineCount).sort((a, b) => a - b);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(70);
  });
});

describe('names', () => {
  test('no file or folder has a name that says nothing', () => {
    const paths = ['lib', 'functions', 'events', 'docs'].flatMap((folder) => filesUnder(folder));
    const isEmpty = (part: string) => EMPTY_WORD.test(part) || EMPTY_ENDING.test(part);
    expect(paths.filter((path) => path.split('/').some((part) => isEmpty(stem(part))))).toEqual([]);
    expect(filesUnder('test').filter((path) => EMPTY_WORD.test(stem(path)))).toEqual([]);
  });

  test('no file is an index of others', () => {
    expect([...SOURCES, ...sourcesUnder('test')].filter((path) => stem(path) === 'index')).toEqual([]);
  });
});

describe('ports', () => {
  test('leave nothing at run time', () => {
    expect(PORT_FILES.filter((path) => runtimeStatements(path, textOf(path)).length > 0)).toEqual([]);
  });
});

describe('branded types', () => {
  const among = (of: (path: string, text: string) => readonly string[]) =>
    SOURCES.flatMap((path) => of(path, textOf(path)).map((name) => ({ path, name })));
  const brands = among(brandedTypes).map(({ name }) => name);
  const claims = among(claimedTypes);

  test('there is one for each stage of the core', () => {
    expect(brands).toEqual(
      expect.arrayContaining([
        'CleanBars',
        'FeatureMatrix',
        'ModelArtifact',
        'Forecast',
        'Finding',
        'Decision',
      ]),
    );
  });

  test.each(brands)('%s is made in one place', (brand) => {
    expect(claims.filter(({ name }) => name === brand)).toHaveLength(1);
  });
});

describe('docstrings', () => {
  test('every exported function of the core has one', () => {
    expect(undocumented(CORE_FILES, exportedFunctions)).toEqual([]);
  });

  test('every method of a port has one', () => {
    expect(undocumented(PORT_FILES, portMethods)).toEqual([]);
  });
});

describe('the checks themselves', () => {
  const sample = [
    "import type { A } from './a';",
    '',
    '/** Doubles what it is given. */',
    'export function double(n: number): number {',
    '  // Twice.',
    '  return n * 2;',
    '}',
    'export const bare = (n: number) => n;',
    '/** A port. */',
    'export type Port = {',
    '  /** Reads the one thing. */',
    '  read(): A;',
    '  write(a: A): void;',
    '};',
  ].join('\n');

  test('a function without a docstring is seen', () => {
    const found = exportedFunctions('sample.ts', sample).map(({ name, text }) => [name, text]);
    expect(found).toEqual([
      ['double', '/** Doubles what it is given. */'],
      ['bare', ''],
    ]);
  });

  test('a port method without a docstring is seen', () => {
    const found = portMethods('sample.ts', sample).map(({ name, text }) => [name, text]);
    expect(found).toEqual([
      ['read', '/** Reads the one thing. */'],
      ['write', ''],
    ]);
  });

  test('what a port leaves at run time is seen', () => {
    expect(runtimeStatements('sample.ts', sample)).toHaveLength(2);
    expect(runtimeStatements('sample.ts', "import { A } from './a';\nexport type { A };")).toEqual([
      "import { A } from './a';",
    ]);
  });

  test('a branded type is seen, and every claim to be one', () => {
    const source = [
      'declare const made: unique symbol;',
      'export type Made = { readonly n: number; readonly [made]: true };',
      'type Plain = { n: number };',
      'export const one = { n: 1 } as unknown as Made;',
      'export const all = [] as readonly Made[];',
      'export const is = (it: Plain): it is Made => it.n > 0;',
    ].join('\n');
    expect(brandedTypes('sample.ts', source)).toEqual(['Made']);
    expect(claimedTypes('sample.ts', source).filter((name) => name === 'Made')).toHaveLength(3);
  });

  test('comments and blank lines are no code', () => {
    expect(codeLines('sample.ts', sample)).toBe(9);
  });
});

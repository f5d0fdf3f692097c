/** A file and the lint rules it breaks; `breaks` is empty for what is allowed where the file lies. */
export type LintSeed = { readonly file: string; readonly text: string; readonly breaks: readonly string[] };

const lines = (count: number) =>
  Array.from({ length: count }, (_, index) => `export const line${index} = ${index};\n`).join('');
const branches = (count: number) =>
  `export function grade(n: number): number {\n${Array.from({ length: count }, (_, index) => `  if (n === ${index}) return ${index};\n`).join('')}  return n;\n}\n`;

const environment = 'export const region = process.env.AWS_REGION;\n';
const clock = 'export const now = () => Date.now();\n';
const chance = 'export const draw = () => Math.random();\n';

/** Files that break one and the same rule, numbered. */
const refused = (rule: string, path: string, texts: readonly string[]): readonly LintSeed[] =>
  texts.map((text, index) => ({ file: `${path}${index}.ts`, text: `${text}\n`, breaks: [rule] }));

export const LINT_SEEDS: readonly LintSeed[] = [
  { file: 'lib/app/readsEnvironment.ts', text: environment, breaks: ['house/no-environment'] },
  {
    file: 'lib/app/takesEnvironment.ts',
    text: 'export const { env } = process;\n',
    breaks: ['house/no-environment'],
  },
  {
    file: 'lib/app/importsEnvironment.ts',
    text: "import { env } from 'node:process';\nexport const region = env.AWS_REGION;\n",
    breaks: ['house/no-environment'],
  },
  { file: 'lib/compose/httpDoors.ts', text: environment, breaks: ['house/no-environment'] },
  ...refused('house/no-environment', 'lib/app/environment', [
    "export const region = process['env']['AWS_REGION'];",
    'export const p = process;',
    'export const age = () => process.uptime();',
  ]),
  { file: 'lib/entry/readsEnvironment.ts', text: environment, breaks: [] },
  { file: 'lib/cli/readsEnvironment.ts', text: environment, breaks: [] },
  { file: 'lib/local/readsEnvironment.ts', text: environment, breaks: [] },

  { file: 'lib/rules/asksTheTime.ts', text: clock, breaks: ['house/no-clock'] },
  {
    file: 'lib/entry/asksTheTime.ts',
    text: 'export const now = () => new Date();\n',
    breaks: ['house/no-clock'],
  },
  {
    file: 'lib/app/stopwatch.ts',
    text: 'export const now = () => performance.now();\n',
    breaks: ['house/no-clock'],
  },
  ...refused('house/no-clock', 'lib/app/clock', [
    "export const now = () => Date['now']();",
    'export const { now } = Date;',
    'export const D = Date;',
    'export const now = () => new Date(...([] as number[]));',
    'export const now = () => Date();',
    'export const made = { Date };',
    'export const { timeOrigin } = performance;',
    "export const now = () => new Intl.DateTimeFormat('en').format();",
    "import { TZDate } from '@date-fns/tz';\nexport const now = () => new TZDate();",
  ]),
  {
    file: 'lib/app/datesFromInstants.ts',
    text: 'export const at = (one: { Date: string }) => [Date.parse(one.Date), Date.UTC(2026, 0), { Date: 1 }];\nexport const is = (one: unknown): one is Date => one instanceof Date;\n',
    breaks: [],
  },
  { file: 'lib/app/dates.ts', text: 'export const date = (ms: number) => new Date(ms);\n', breaks: [] },
  { file: 'lib/adapters/system/clock.ts', text: clock, breaks: [] },
  { file: 'lib/local/clock.ts', text: clock, breaks: [] },

  { file: 'lib/models/draws.ts', text: chance, breaks: ['house/no-chance'] },
  {
    file: 'lib/app/drawsId.ts',
    text: "import { randomUUID } from 'node:crypto';\nexport const draw = () => randomUUID();\n",
    breaks: ['house/no-chance'],
  },
  ...refused('house/no-chance', 'lib/forecast/chance', [
    "export const draw = () => Math['random']();",
    'export const { random } = Math;',
    "import { randomFillSync } from 'node:crypto';\nexport const fill = randomFillSync;",
    "import * as crypto from 'node:crypto';\nexport const draw = () => crypto['randomBytes'](8);",
    "import { shuffle } from 'simple-statistics';\nexport const mixed = shuffle([1, 2]);",
    "import * as statistics from 'simple-statistics';\nexport const mixed = statistics.shuffle([1, 2]);",
  ]),
  { file: 'lib/forecast/rounds.ts', text: 'export const up = Math.ceil(Math.PI);\n', breaks: [] },
  { file: 'lib/adapters/simulator/draws.ts', text: chance, breaks: [] },

  ...refused('house/no-global-object', 'lib/entry/globals', [
    'export const now = () => globalThis.Date.now();',
    'export const now = () => globalThis.Math.random();',
    'export const everything = global;',
  ]),
  { file: 'lib/local/globals.ts', text: 'export const everything = globalThis;\n', breaks: [] },

  {
    file: 'lib/market/waits.ts',
    text: 'export const wait = async () => await Promise.resolve(1);\n',
    breaks: ['house/no-async-in-the-core'],
  },
  {
    file: 'lib/forecast/promises.ts',
    text: 'export const later = (): Promise<number> | undefined => undefined;\n',
    breaks: ['house/no-async-in-the-core'],
  },
  ...refused('house/no-async-in-the-core', 'lib/alerts/later', [
    'export const wait = (one: { then(next: () => void): void }) => one.then(() => undefined);',
    'export const wait = (next: () => void) => setTimeout(next, 1);',
    'export const wait = (next: () => void) => queueMicrotask(next);',
    'export const P = Promise;',
    "export const asked = () => fetch('http://127.0.0.1');",
    "export const line = () => new WebSocket('ws://127.0.0.1');",
    "export const late = () => import('./decide');",
    'export const cores = () => navigator.hardwareConcurrency;',
    'export type Later = PromiseLike<number>;',
    'export type Stream = AsyncIterable<number>;',
  ]),
  {
    file: 'lib/app/waits.ts',
    text: 'export const wait = async (n: Promise<number>) => (await n) + 1;\n',
    breaks: [],
  },

  { file: 'lib/app/defaults.ts', text: 'export default 1;\n', breaks: ['house/no-default-export'] },
  {
    file: 'lib/app/renamed.ts',
    text: 'const it = 1;\nexport { it as default };\n',
    breaks: ['house/no-default-export'],
  },
  { file: 'lib/app/enumerates.ts', text: 'export enum Side {\n  up,\n}\n', breaks: ['house/no-enum'] },
  {
    file: 'lib/app/classy.ts',
    text: 'export class Doubler {\n  double(n: number) {\n    return n * 2;\n  }\n}\n',
    breaks: ['house/no-class-without-state'],
  },
  {
    file: 'lib/app/counter.ts',
    text: 'export class Counter {\n  private count = 0;\n  next() {\n    return ++this.count;\n  }\n}\n',
    breaks: [],
  },
  { file: 'lib/app/index.ts', text: "export * from './dates';\n", breaks: ['house/no-barrel'] },
  { file: 'lib/app/passesOn.ts', text: "export { date } from './dates';\n", breaks: ['house/no-barrel'] },
  {
    file: 'lib/app/located.ts',
    text: 'export const here = import.meta.url;\n',
    breaks: ['house/no-late-loading'],
  },
  {
    file: 'lib/app/waitsAtImport.ts',
    text: 'export const one = await Promise.resolve(1);\n',
    breaks: ['house/no-late-loading'],
  },

  { file: 'lib/app/naming.ts', text: 'export const helper = 1;\n', breaks: ['house/no-empty-name'] },
  { file: 'lib/app/namingType.ts', text: 'export type AlertService = 1;\n', breaks: ['house/no-empty-name'] },
  {
    file: 'lib/app/namingArgument.ts',
    text: 'export const same = (base: number) => base;\n',
    breaks: ['house/no-empty-name'],
  },

  {
    file: 'lib/app/swallows.ts',
    text: 'export function read(text: string): unknown {\n  try {\n    return JSON.parse(text);\n  } catch {}\n  return undefined;\n}\n',
    breaks: ['house/no-empty-catch', 'no-empty'],
  },
  ...refused('house/no-empty-catch', 'lib/app/silent', [
    'export function read(text: string): unknown {\n  try {\n    return JSON.parse(text);\n  } catch {\n    // Never mind.\n  }\n  return undefined;\n}',
    'export const wait = (one: Promise<void>) => one.catch(() => {});',
  ]),
  ...refused('@typescript-eslint/ban-ts-comment', 'lib/app/unchecked', [
    "// @ts-ignore\nexport const one: number = '1';",
    "// @ts-expect-error because it has to be\nexport const one: number = '1';",
    "// @ts-nocheck\nexport const one: number = '1';",
  ]),
  {
    file: 'lib/app/floats.ts',
    text: 'export function start(run: () => Promise<void>): void {\n  run();\n}\n',
    breaks: ['@typescript-eslint/no-floating-promises'],
  },
  {
    file: 'lib/app/loose.ts',
    text: 'export const first = (it: any): unknown => it;\n',
    breaks: ['@typescript-eslint/no-explicit-any'],
  },
  {
    file: 'lib/app/crowded.ts',
    text: 'export const sum = (a: number, b: number, c: number, d: number, e: number) => a + b + c + d + e;\n',
    breaks: ['max-params'],
  },
  { file: 'lib/app/branchy.ts', text: branches(10), breaks: ['complexity'] },
  { file: 'lib/app/branchyEnough.ts', text: branches(9), breaks: [] },
  { file: 'lib/app/long.ts', text: lines(201), breaks: ['max-lines'] },
  { file: 'lib/app/longEnough.ts', text: lines(200), breaks: [] },
  { file: 'functions/long.ts', text: lines(16), breaks: ['max-lines'] },
  { file: 'test/unit/long.test.ts', text: lines(401), breaks: ['max-lines'] },
  {
    file: 'lib/rules/talks.ts',
    text: "export const say = () => console.log('hello');\n",
    breaks: ['no-console'],
  },
  {
    file: 'test/unit/silenced.test.ts',
    text: "test.skip('adds', () => expect(1).toBe(1));\n",
    breaks: ['house/no-silenced-test'],
  },
  ...refused('house/no-silenced-test', 'test/unit/silenced', [
    "test['only']('adds', () => expect(1).toBe(1));",
    "test.concurrent.skip('adds', () => expect(1).toBe(1));",
    "test.only.each([1])('adds %d', (n) => expect(n).toBe(1));",
    "describe.skip('sums', () => undefined);",
    "it.todo('adds');",
    "xit('adds', () => expect(1).toBe(1));",
    "fit('adds', () => expect(1).toBe(1));",
    "xdescribe('sums', () => undefined);",
    "xtest.each([1])('adds %d', (n) => expect(n).toBe(1));",
  ]),
  ...refused('house/no-test-without-expectation', 'test/unit/expectsNothing', [
    "test('adds', () => void (1 + 1));",
    "it.each([1])('adds %d', (n) => void (n + 1));",
  ]),
  {
    file: 'test/unit/expects.test.ts',
    text: "test('adds', () => expectSum(1, 1));\ndeclare function expectSum(a: number, b: number): void;\n",
    breaks: [],
  },
  {
    file: 'test/unit/mocked.test.ts',
    text: "jest.mock('../../lib/app/dates');\n",
    breaks: ['house/no-module-mock'],
  },
];

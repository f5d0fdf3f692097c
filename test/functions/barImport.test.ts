import fc from 'fast-check';
import { bodyOf, httpHandlers, lambdaContext } from '../support/doorHandlers';
import { httpEvent, type RequestParts } from '../support/httpEvent';
import { mismatches } from '../support/publishedSchema';
import { servedWorld } from '../support/servedWorld';

const IMPORT = 'POST /v1/bars/{symbol}';
const HEADER = 'timestamp,open,high,low,close,volume';
const OTHER = { authorization: 'Bearer local-2' };

type World = Awaited<ReturnType<typeof servedWorld>>;

async function ask({ deps }: Pick<World, 'deps'>, route: string, parts: RequestParts) {
  const answer = await httpHandlers(deps).bars(httpEvent(route, parts), lambdaContext);
  const body = bodyOf(answer);
  expect(mismatches(route, answer.statusCode ?? 0, body)).toEqual([]);
  return { status: answer.statusCode, data: body.data, error: body.error };
}

const bar = (date: string, change: object = {}) => ({
  timestamp: `${date}T00:00:00Z`,
  open: 10,
  high: 11,
  low: 9,
  close: 10.5,
  volume: 7,
  ...change,
});

const json = (bars: readonly object[], more: RequestParts = {}): RequestParts => ({
  params: { symbol: 'desk' },
  body: { interval: '1d', bars },
  ...more,
});

const csv = (lines: readonly string[], query: Readonly<Record<string, string>> = { interval: '1d' }) => ({
  params: { symbol: 'DESK' },
  query,
  headers: { 'content-type': 'text/csv' },
  body: [HEADER, ...lines].join('\n'),
});

const barsOf = async (at: World, headers = {}) => {
  const answer = await ask(at, 'GET /v1/bars/{symbol}', { params: { symbol: 'DESK' }, headers });
  const days = answer.data?.items.map(({ timestamp, close }: { timestamp: string; close: number }) => [
    timestamp.slice(0, 10),
    close,
  ]);
  return { ...answer, days };
};

test('bars that a tenant imports are its own: it reads them, and nobody else', async () => {
  const at = await servedWorld();
  const imported = await ask(at, IMPORT, json([bar('2024-07-01'), bar('2024-07-02', { close: 10.9 })]));
  expect([imported.status, imported.data]).toEqual([200, { accepted: 2, rejected: [] }]);
  const read = await barsOf(at);
  expect(read.data.items[1]).toEqual({
    timestamp: '2024-07-02T00:00:00.000Z',
    closedAt: '2024-07-02T20:00:00.000Z',
    open: 10,
    high: 11,
    low: 9,
    close: 10.9,
    volume: 7,
    source: 'import',
    quality: [],
  });
  const foreign = await barsOf(at, OTHER);
  const unknown = await ask(at, 'GET /v1/bars/{symbol}', { params: { symbol: 'NEVER' }, headers: OTHER });
  expect([foreign.status, foreign.error.code]).toEqual([404, 'SYMBOL_UNKNOWN']);
  expect(foreign.error.message).toBe(unknown.error.message.replaceAll('NEVER', 'DESK'));
});

test('a quote of an imported symbol is its last close by wall time, and stale where sessions have passed', async () => {
  const at = await servedWorld();
  await ask(at, IMPORT, json([bar('2024-07-01'), bar('2024-07-02', { close: 10.9 })]));
  const quote = (headers = {}) => ask(at, 'GET /v1/quotes/{symbol}', { params: { symbol: 'DESK' }, headers });
  expect((await quote()).data).toEqual({
    symbol: 'DESK',
    price: 10.9,
    asOf: '2024-07-02T20:00:00.000Z',
    source: 'import',
    stale: true,
    staleReason: 'newerBarMissing',
  });
  expect(await quote(OTHER)).toMatchObject({ status: 404, error: { code: 'SYMBOL_UNKNOWN' } });
  const own = await ask(at, 'GET /v1/quotes/{symbol}', { params: { symbol: 'OWN' } });
  expect(own.data).toMatchObject({ symbol: 'OWN', asOf: '2026-10-30T20:00:00.000Z', stale: false });
});

test('CSV says the same as JSON, its lines counting from 1 with the header', async () => {
  const at = await servedWorld();
  const lines = [
    '2024-07-01T00:00:00Z,10,11,9,10,1',
    '',
    '2024-07-04,10,11,9,10,1',
    '2024-07-02 , 10,11,9,10.9,1',
  ];
  const refused = await ask(at, IMPORT, csv(lines));
  expect([refused.status, refused.error]).toMatchObject([
    422,
    {
      code: 'BARS_INVALID',
      details: [
        {
          path: 'lines.4.timestamp',
          message:
            '"lines.4.timestamp" is "2024-07-04": no NYSE session is then; send the START of a bar in UTC, of a daily bar its session date.',
        },
      ],
    },
  ]);
  expect((await barsOf(at)).status).toBe(404);
  const partial = await ask(at, IMPORT, csv(lines, { interval: '1d', partial: 'true' }));
  expect([partial.status, partial.data]).toEqual([
    200,
    { accepted: 2, rejected: [{ line: 4, reason: 'outsideSession' }] },
  ]);
  expect((await barsOf(at)).days).toEqual([
    ['2024-07-01', 10],
    ['2024-07-02', 10.9],
  ]);
});

test('a JSON bar that is refused is named by its place and by its path', async () => {
  const at = await servedWorld();
  const bars = [bar('2024-07-02'), bar('2024-07-01'), bar('2024-07-03', { high: 8 })];
  const { error } = await ask(at, IMPORT, json(bars));
  expect(error.details).toEqual([
    {
      path: 'bars.1.timestamp',
      message:
        '"bars.1.timestamp" is "2024-07-01T00:00:00Z": an earlier line has a later bar; send the bars oldest first.',
    },
    {
      path: 'bars.2.high',
      message:
        '"bars.2.high" is the number "8": the high is below the low; send the highest price of the bar.',
    },
  ]);
  const partial = await ask(at, IMPORT, json(bars, { query: { partial: 'true' } }));
  expect(partial.data).toEqual({
    accepted: 1,
    rejected: [
      { line: 2, reason: 'outOfOrder' },
      { line: 3, reason: 'highBelowLow' },
    ],
  });
});

test.each([
  [
    'a symbol that the source serves',
    json([bar('2024-07-01')], { params: { symbol: '^gspc' } }),
    409,
    'STORE_CONFLICT',
  ],
  ['CSV without an interval', csv(['2024-07-01,10,11,9,10,1'], {}), 400, 'INPUT_INVALID'],
  [
    'CSV with an interval that is none',
    csv(['2024-07-01,10,11,9,10,1'], { interval: '2d' }),
    400,
    'INPUT_INVALID',
  ],
  [
    'JSON with a second interval',
    json([bar('2024-07-01')], { query: { interval: '1d' } }),
    400,
    'INPUT_INVALID',
  ],
  ['CSV with another header', { ...csv([]), body: 'time,price\n1,2' }, 400, 'INPUT_INVALID'],
  ['CSV without a bar', csv([]), 400, 'INPUT_INVALID'],
  ['CSV with __proto__ for a column', { ...csv([]), body: `${HEADER},__proto__\n` }, 400, 'INPUT_INVALID'],
  ['an empty body', { params: { symbol: 'DESK' }, query: { interval: '1d' } }, 400, 'INPUT_INVALID'],
  ['no bars', json([]), 400, 'INPUT_INVALID'],
  ['a field of another name', json([bar('2024-07-01', { adjusted: 1 })]), 400, 'INPUT_INVALID'],
  ['a price as text', json([bar('2024-07-01', { open: '10' })]), 400, 'INPUT_INVALID'],
  ['too many bars', json(Array.from({ length: 2_001 }, () => bar('2024-07-01'))), 400, 'INPUT_INVALID'],
  ['too many lines', csv(Array.from({ length: 2_001 }, () => '2024-07-01,1,1,1,1,1')), 400, 'INPUT_INVALID'],
  ['a number in CSV that is not finite', csv(['2024-07-01,1e999,11,9,10,1']), 422, 'BARS_INVALID'],
  ['another text', { ...csv([]), headers: { 'content-type': 'text/plain' } }, 415, 'INPUT_MEDIA_TYPE'],
  ['more than 4 MiB', csv(['x'.repeat(4_194_304)]), 413, 'INPUT_TOO_LARGE'],
] as const)('%s is refused, and nothing is stored', async (_, parts, status, code) => {
  const at = await servedWorld();
  const answer = await ask(at, IMPORT, parts);
  expect([answer.status, answer.error?.code]).toEqual([status, code]);
  expect((await barsOf(at)).status).toBe(404);
});

test('a body beyond what other routes take is taken here', async () => {
  const at = await servedWorld();
  const lines = Array.from({ length: 2_000 }, () => `2024-07-04,10,11,9,10,${'0'.repeat(40)}1`);
  const { status, error } = await ask(at, IMPORT, csv(lines));
  expect([status, error.code, error.details.length]).toEqual([422, 'BARS_INVALID', 50]);
});

test('a key that only reads may not import', async () => {
  const at = await servedWorld();
  const headers = { authorization: 'Bearer reader.s3cret' };
  expect(await ask(at, IMPORT, json([bar('2024-07-01')], { headers }))).toMatchObject({
    status: 403,
    error: { code: 'AUTH_SCOPE' },
  });
});

test('two tenants import under one symbol, and each reads its own', async () => {
  const at = await servedWorld();
  await ask(at, IMPORT, json([bar('2024-07-01', { close: 10.1 })]));
  await ask(at, IMPORT, json([bar('2024-07-01', { close: 10.2 })], { headers: OTHER }));
  expect((await barsOf(at)).days).toEqual([['2024-07-01', 10.1]]);
  expect((await barsOf(at, OTHER)).days).toEqual([['2024-07-01', 10.2]]);
});

const cell = fc.oneof(
  fc.constantFrom('2024-07-01', '2024-07-02T00:00:00Z', '10', '1e999', '-1', '', '"', '__proto__'),
  fc.string({ unit: 'binary', maxLength: 6 }),
);
const line = fc.array(cell, { maxLength: 8 }).map((cells) => cells.join(','));

test('no CSV whatever makes the door fail, and its answers are as published', async () => {
  const at = await servedWorld();
  const text = fc
    .tuple(fc.boolean(), fc.array(line, { maxLength: 5 }))
    .map(([isHeaded, lines]) => [...(isHeaded ? [HEADER] : []), ...lines].join('\n'));
  await fc.assert(
    fc.asyncProperty(text, fc.constantFrom('true', 'false'), async (body, partial) => {
      const { status } = await ask(at, IMPORT, { ...csv([]), body, query: { interval: '1d', partial } });
      expect([200, 400, 422]).toContain(status);
    }),
    { numRuns: 300 },
  );
});

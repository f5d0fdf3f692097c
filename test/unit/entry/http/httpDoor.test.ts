import { setTimeout } from 'node:timers/promises';
import * as z from 'zod';
import { memoryRateLimit } from '../../../../lib/adapters/memory/memoryRateLimit';
import { memoryIds } from '../../../../lib/adapters/memory/memoryIds';
import { memorySavedAnswers } from '../../../../lib/adapters/memory/memorySavedAnswers';
import { memoryKeyStore } from '../../../../lib/adapters/memory/memoryKeyStore';
import { symbolField } from '../../../../lib/entry/contract/fields';
import { routeContract } from '../../../../lib/entry/contract/routeContract';
import { bind } from '../../../../lib/entry/http/binding';
import { httpDoor } from '../../../../lib/entry/http/httpDoor';
import { Problem } from '../../../../lib/problems';
import { bodyOf, lambdaContext } from '../../../support/doorHandlers';
import { ground } from '../../../support/ground';
import type { RequestParts } from '../../../support/httpEvent';
import { httpEvent } from '../../../support/httpEvent';
import { KEYS } from '../../../support/servedWorld';
import { standingClock, WALL_START } from '../../../support/world';

const contract = routeContract({
  method: 'POST',
  path: '/v1/things/{id}',
  operationId: 'changeThing',
  scope: 'write',
  summary: 'Change a thing',
  params: z.strictObject({ id: z.string() }),
  body: z.strictObject({ symbol: symbolField }),
  responses: { 201: { description: 'Changed.', data: z.unknown() }, 204: { description: 'Nothing to say.' } },
  problems: [],
});

type Answer = { status?: number; data?: unknown; headers?: Record<string, string> };

type World = { readonly answer: () => Answer | Promise<Answer> };

async function doorThat(answer: World['answer']) {
  const keys = memoryKeyStore();
  for (const key of KEYS) await keys.put(key);
  const clock = standingClock(WALL_START);
  const standing = ground(clock);
  const seen: unknown[] = [];
  const binding = bind(contract, async (deps: World, request) => {
    seen.push(request);
    return deps.answer();
  });
  const savedAnswers = memorySavedAnswers(clock, memoryIds());
  const rateLimit = memoryRateLimit({ ratePerSecond: 1, burst: 1_000 }, clock);
  const handler = httpDoor([binding], () => ({ ...standing, answer, keys, rateLimit, savedAnswers }));
  const call = (parts: RequestParts = {}, context = lambdaContext) =>
    handler(
      httpEvent('POST /v1/things/{id}', { params: { id: 't1' }, body: { symbol: 'spy' }, ...parts }),
      context,
    );
  return { ...standing, call, keys, seen };
}

const metadata = { timestamp: '2026-11-02T15:04:05.000Z', version: '1', requestId: 'request-1' };

test('a use case is given the tenant of the key, the parameters and the body', async () => {
  const { call, seen } = await doorThat(() => ({ data: { a: 1 } }));
  const answer = await call();
  expect(seen).toEqual([
    expect.objectContaining({ tenant: 'local', params: { id: 't1' }, body: { symbol: 'SPY' } }),
  ]);
  expect(answer.statusCode).toBe(201);
  expect(bodyOf(answer)).toEqual({ success: true, data: { a: 1 }, metadata });
});

test('every answer carries the headers of the house', async () => {
  const { call } = await doorThat(() => ({ data: {}, headers: { etag: '"1"' } }));
  const safe = {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    'x-correlation-id': 'request-1',
  };
  expect((await call()).headers).toEqual({
    ...safe,
    'content-type': 'application/json; charset=utf-8',
    etag: '"1"',
  });
  expect((await call({ body: '{' })).headers).toMatchObject(safe);
});

test('an answer without content has neither body nor type', async () => {
  const { call } = await doorThat(() => ({ status: 204 }));
  const answer = await call();
  expect(answer).toMatchObject({ statusCode: 204 });
  expect(answer.body).toBeUndefined();
  expect(answer.headers).not.toHaveProperty('content-type');
});

test.each([
  ['the version before the route', { headers: { 'api-version': '2' } }, 400, 'INPUT_API_VERSION'],
  ['a version that is empty', { headers: { 'api-version': '' } }, 400, 'INPUT_API_VERSION'],
  ['the key before the body', { headers: { authorization: '' }, body: '{' }, 401, 'AUTH_MISSING'],
  [
    'the scope before the body',
    { headers: { authorization: 'Bearer reader.s3cret' }, body: '{' },
    403,
    'AUTH_SCOPE',
  ],
  ['the size before the syntax', { body: '{'.repeat(70_000) }, 413, 'INPUT_TOO_LARGE'],
  ['the syntax before the schema', { body: '{' }, 400, 'INPUT_INVALID'],
])('%s is judged first', async (_, parts, status, code) => {
  const { call, seen } = await doorThat(() => ({ data: {} }));
  const answer = await call(parts);
  expect([answer.statusCode, bodyOf(answer).error.code]).toEqual([status, code]);
  expect(seen).toEqual([]);
});

test('a problem is told by its code, message and details', async () => {
  const details = [{ path: 'when', message: 'is wrong' }];
  const { call, log } = await doorThat(() => {
    throw new Problem('RULE_INVALID', 'The rule is wrong.', { details });
  });
  const answer = await call();
  expect(answer.statusCode).toBe(422);
  expect(bodyOf(answer)).toEqual({
    success: false,
    error: { code: 'RULE_INVALID', message: 'The rule is wrong.', details, timestamp: metadata.timestamp },
    metadata,
  });
  expect(log.lines).toEqual([]);
});

test.each([
  ['as long as the source says', new Problem('MARKET_RATE_LIMITED', 'x', { retryAfterSeconds: 1.2 }), '2'],
  ['a minute where nobody says', new Problem('LIMIT_EXCEEDED', 'x'), '60'],
  ['not at all for what waiting cannot mend', new Problem('NOT_FOUND', 'x'), undefined],
])('a caller is told to wait %s', async (_, problem, wait) => {
  const { call } = await doorThat(() => {
    throw problem;
  });
  expect((await call()).headers?.['retry-after']).toBe(wait);
});

test('a bug is told with the request id alone and logged with its stack', async () => {
  const { call, log } = await doorThat(() => {
    throw new TypeError('secret detail');
  });
  const answer = await call();
  expect(answer.statusCode).toBe(500);
  expect(bodyOf(answer).error.message).toBe(
    'Something went wrong on our side; report the request id "request-1".',
  );
  expect(answer.body).not.toContain('secret');
  expect(log.lines).toEqual([
    expect.objectContaining({
      requestId: 'request-1',
      reason: 'secret detail',
      stack: expect.stringContaining('TypeError'),
    }),
  ]);
});

test.each([Number.NaN, Infinity, -Infinity])('%p in an answer is a bug, not a null', async (number) => {
  const { call, log } = await doorThat(() => ({ data: { deep: [{ price: number }] } }));
  expect(bodyOf(await call()).error.code).toBe('INTERNAL');
  expect(log.lines).toEqual([expect.objectContaining({ reason: `the answer holds ${number} at "price"` })]);
});

test('a status that the contract does not promise is a bug', async () => {
  const { call } = await doorThat(() => ({ status: 202, data: {} }));
  expect((await call()).statusCode).toBe(500);
});

test('a use is noted beside the request, whatever comes of it, and not for who is refused', async () => {
  const { call, keys } = await doorThat(() => {
    throw new Problem('RULE_INVALID', 'The rule is wrong.');
  });
  await call({ headers: { authorization: 'Bearer reader.s3cret' } });
  await call({ headers: { authorization: 'Bearer local-2.wrong' } });
  await call();
  const lastUses = ['local', 'local-2', 'reader'].map(async (id) => (await keys.find(id))?.lastUsedAt);
  expect(await Promise.all(lastUses)).toEqual([WALL_START, undefined, undefined]);
});

test('a note that fails takes nothing from the answer', async () => {
  const { call, keys, log } = await doorThat(() => ({ data: { a: 1 } }));
  keys.noteUse = () => Promise.reject(new Error('the store is down'));
  expect((await call()).statusCode).toBe(201);
  expect(log.lines).toEqual([expect.objectContaining({ level: 'warn', reason: 'the store is down' })]);
});

test('a failed composition names its variables to the log only, and is tried again', async () => {
  const written = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  let configured = false;
  const compose = () => {
    const details = [{ path: 'CORE_TABLE', message: 'is missing' }];
    if (!configured) throw new Problem('CONFIG_INVALID', 'CORE_TABLE is missing', { details });
    return ground();
  };
  const publicContract = { ...contract, scope: 'public' } as const;
  const handler = httpDoor([bind(publicContract, async () => ({ data: {} }))], compose);
  const event = httpEvent('POST /v1/things/{id}', { params: { id: 't1' }, body: { symbol: 'A' } });
  const answer = await handler(event, lambdaContext);
  const lines = written.mock.calls.map(([line]) => String(line));
  written.mockRestore();
  expect([answer.statusCode, bodyOf(answer).error.code]).toEqual([500, 'CONFIG_INVALID']);
  expect(answer.body).not.toContain('CORE_TABLE');
  expect(lines.join('')).toContain('CORE_TABLE');
  configured = true;
  expect((await handler(event, lambdaContext)).statusCode).toBe(201);
});

test('a route without a scope does not start', () => {
  const { scope: _, ...unscoped } = contract;
  const binding = { contract: unscoped as never, run: async () => ({}) };
  expect(() => httpDoor([binding], () => ground())).toThrow(/"changeThing" declares no scope/);
});

describe('a use case that does not answer', () => {
  const LEFT_MS = 1_200;

  /** Asks a function that is ended after so long, whose work is answered, or not, by a promise. */
  async function asked(work: Promise<Answer>, headers: Record<string, string> = {}) {
    const at = await doorThat(() => work);
    const begun = Date.now();
    const answer = at.call({ headers }, { ...lambdaContext, getRemainingTimeInMillis: () => LEFT_MS });
    return { ...at, answer, waited: async () => answer.then(() => Date.now() - begun) };
  }

  const never = new Promise<Answer>(() => undefined);

  it('is given up a second before its function is ended', async () => {
    const { waited } = await asked(never);
    const waitedMs = await waited();
    expect(waitedMs).toBeGreaterThanOrEqual(LEFT_MS - 1_000 - 2);
    expect(waitedMs).toBeLessThan(LEFT_MS - 200);
  });

  it('is told in the envelope, in the log and in the counts', async () => {
    const { answer, log, counters } = await asked(never);
    expect((await answer).statusCode).toBe(503);
    expect(bodyOf(await answer)).toEqual({
      success: false,
      error: {
        code: 'STORE_UNAVAILABLE',
        message: expect.stringMatching(
          /took too long .* in part\. Look at what stands before you repeat it\.$/,
        ),
        timestamp: metadata.timestamp,
      },
      metadata,
    });
    expect(log.lines).toEqual([
      expect.objectContaining({ requestId: 'request-1', code: 'STORE_UNAVAILABLE' }),
    ]);
    expect(await counters.totals('local')).toContainEqual(
      expect.objectContaining({
        name: 'http_requests_total',
        labels: { operation: 'changeThing', outcome: 'failed' },
      }),
    );
  });

  it.each([
    ['', {}],
    [', also under an Idempotency-Key', { 'idempotency-key': 'k-1' }],
  ])("may fail afterwards: that is nobody's%s", async (_how, headers) => {
    let fail: (error: Error) => void = () => undefined;
    const { answer } = await asked(new Promise((_, reject) => (fail = reject)), headers);
    expect((await answer).statusCode).toBe(503);
    // Jest fails a test during which a rejection is not handled.
    fail(new Error('too late'));
    await setTimeout(20);
  });
});

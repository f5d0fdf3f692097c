import { functionOf, OPERATIONS } from '../support/authzMatrix';
import { AUTHZ_ROWS } from '../support/authzRows';
import type { DocumentedOperation } from '../support/documentedExamples';
import { documentedExamples, requestOf } from '../support/documentedExamples';
import { bodyOf, httpHandlers, lambdaContext } from '../support/doorHandlers';
import { httpEvent } from '../support/httpEvent';
import { mismatches } from '../support/publishedSchema';
import { servedWorld } from '../support/servedWorld';
import { PROBLEMS } from '../../lib/problems';

const DOCUMENTED = documentedExamples();
const rows = DOCUMENTED.map((one): readonly [string, DocumentedOperation] => [one.route, one]);

/** Answers without a body, or with a file, show none. */
const WITHOUT = ['getRoot 302', 'getReference 200', 'getReferenceFile 200'];

test('every operation says what it does and how it ends', () => {
  expect(DOCUMENTED.map(({ route }) => route)).toEqual(OPERATIONS.map(({ route }) => route));
  for (const { operation } of DOCUMENTED) {
    expect(operation.summary.length).toBeGreaterThan(10);
    for (const { description } of Object.values(operation.responses)) expect(description).not.toBe('');
  }
});

test.each(rows)('%s shows an answer for each status and problem, as its schema has it', (route, one) => {
  for (const { status, examples } of one.answers) {
    const row = `${one.row} ${status}`;
    if (status === 204 || WITHOUT.includes(row)) expect([row, examples]).toEqual([row, []]);
    else expect([row, examples.length > 0]).toEqual([row, true]);
    for (const body of examples) expect([row, mismatches(route, status, body)]).toEqual([row, []]);
  }
});

test.each(rows)('%s: a problem that is shown has the status of its code', (_, { answers }) => {
  const codes = answers.flatMap(({ status, examples }) =>
    examples.flatMap((body) => {
      const { error } = body as { error?: { code: keyof typeof PROBLEMS } };
      return error === undefined ? [] : [[error.code, status, PROBLEMS[error.code].status]];
    }),
  );
  expect(codes.length).toBeGreaterThan(0);
  for (const [, status, ofCode] of codes) expect(status).toBe(ofCode);
});

test('every body that is taken is shown', () => {
  const taking = DOCUMENTED.filter(({ operation }) => operation.requestBody !== undefined);
  expect(taking.length).toBeGreaterThan(8);
  for (const { route, operation } of taking) {
    expect([route, typeof operation.requestBody?.content['application/json'].example]).toEqual([
      route,
      'object',
    ]);
  }
});

let untouched: ReturnType<typeof servedWorld> | undefined;

/** Reading changes nothing, so what only reads may look at one world together. */
const worldFor = (route: string) =>
  route.startsWith('GET ') ? (untouched ??= servedWorld()) : servedWorld();

test.each(rows)('%s does what its examples ask for', async (route, documented) => {
  const { deps, ids } = await worldFor(route);
  const { status, request } = AUTHZ_ROWS[documented.row]!;
  const parts = requestOf(documented, request?.(ids) ?? {});
  const handler = httpHandlers(deps)[functionOf(route) ?? 'notFound'];
  const answer = await handler(httpEvent(route, parts), lambdaContext);
  const body = bodyOf(answer);
  expect([answer.statusCode, body?.error]).toEqual([status, undefined]);
  expect(documented.answers.map((one) => one.status)).toContain(status);
  if (body !== undefined) expect(mismatches(route, status, body)).toEqual([]);
});

const withCsv = DOCUMENTED.filter(({ operation }) => operation.requestBody?.content['text/csv']);

test.each(withCsv.map((one): readonly [string, DocumentedOperation] => [one.route, one]))(
  '%s takes the CSV that it shows',
  async (route, documented) => {
    const { deps, ids } = await servedWorld();
    const parts = requestOf(documented, AUTHZ_ROWS[documented.row]?.request?.(ids) ?? {});
    const body = documented.operation.requestBody?.content['text/csv']?.example as string;
    const csv = { ...parts, body, query: { interval: '1d' }, headers: { 'content-type': 'text/csv' } };
    const handler = httpHandlers(deps)[functionOf(route) ?? 'notFound'];
    const answer = await handler(httpEvent(route, csv), lambdaContext);
    expect([answer.statusCode, bodyOf(answer).data]).toEqual([200, { accepted: 1, rejected: [] }]);
  },
);

test('one operation takes CSV', () => {
  expect(withCsv.map(({ row }) => row)).toEqual(['importBars']);
});

/** Its answer shows a secret, which is kept nowhere. */
const posts = rows.filter(([route, { row }]) => route.startsWith('POST ') && row !== 'createKey');

test.each(posts)('%s is done once under a key, and its answer repeated', async (route, documented) => {
  const { deps, ids, clock } = await servedWorld();
  const parts = requestOf(documented, AUTHZ_ROWS[documented.row]?.request?.(ids) ?? {});
  const ask = async () => {
    const handler = httpHandlers(deps)[functionOf(route) ?? 'notFound'];
    const headers = { ...parts.headers, 'idempotency-key': 'once' };
    const { statusCode, body } = await handler(httpEvent(route, { ...parts, headers }), lambdaContext);
    return { statusCode, body };
  };
  const first = await ask();
  expect(first.statusCode).toBe(AUTHZ_ROWS[documented.row]!.status);
  clock.advance(3_600_000);
  expect(await ask()).toEqual(first);
});

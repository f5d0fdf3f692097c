import fc from 'fast-check';
import type { RouteContract } from '../../lib/entry/contract/routeContract';
import type { RawBody } from './arbitraryJson';
import { bodiesLike, oddText } from './arbitraryJson';
import type { RequestParts } from './httpEvent';

/** What is done to the parts of a request that is taken. */
export type RequestChange = {
  readonly body: RawBody | undefined;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly params: Readonly<Record<string, string>>;
  readonly isBare: boolean;
};

const QUERY_VALUES = [
  '', '0', '1', '20', '100', '101', '1000', '-1', '1e3', '٣', '1d', '1min', '^GSPC', '^gspc', 'delivered', 'champion', 'true', 'null', '1,2',
  '2008-09-01', '2008-09-12', '2008-02-30', '0000-01-01', '9999-12-31', '2008-09-12T20:00:00Z', '9999-12-31T23:59:59.999999999Z',
  '0000-01-01T00:00:00Z', 'abc', 'YQ.AAAAAAAAAAAAAAAAAAAAAA', '.', 'x'.repeat(5_000),
]; // prettier-ignore

const IDS = [
  '..', '.', '%2F', '%2e%2e%2f', '%zz', '%00', 'a%2Fb', '%E0%A4%A', '%ED%A0%80', '__proto__', 'constructor', ' ', '#', '?', 'a#b', 'A/B', '\uD800', '💥',
  'x'.repeat(128), 'x'.repeat(129), 'x'.repeat(5_000), '^GSPC', '^gspc', 'SPY', 'NEW', 'FLAT', 'undefined', '0',
]; // prettier-ignore

const HEADERS: Readonly<Record<string, readonly string[]>> = {
  'api-version': ['1', ' 1 ', '2', '', '1.0', '\u0000', 'v'.repeat(9_000)],
  'idempotency-key': ['a', 'b', 'c', ' ', '', 'k'.repeat(128), 'k'.repeat(129), 'é', '\n', '\u007f'],
  'if-match': ['1', '"1"', '"2"', '*', 'W/"1"', '0', '-1', '1e3', '999999999999999', '9999999999999999', '', '"1", "2"'],
  'content-type': ['application/json', 'application/json; charset=utf-8', 'application/json;charset=latin1', 'text/csv', 'text/plain', '', 'application/merge-patch+json', '\uD800'],
  'content-encoding': ['gzip', 'identity', '', 'br'],
  authorization: ['', 'Bearer', 'Bearer ', 'bearer local', 'BEARER   local', 'Bearer local-2', 'Bearer reader.s3cret', 'Bearer reader.no', 'Bearer revoked', 'Bearer expired', 'Basic bG9jYWw=', 'Bearer __proto__', 'Bearer constructor.x', 'Bearer .', `Bearer ${'a'.repeat(257)}`, 'Bearer local\nx', 'Bearer 💥'],
}; // prettier-ignore

const textual = (known: readonly string[]) =>
  fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: oddText });

const fieldsOf = (schema: unknown): readonly string[] =>
  Object.keys((schema as { shape?: object } | undefined)?.shape ?? {});

/** Mostly nothing, so that some requests get past every other part. */
const seldom = <Value>(arbitrary: fc.Arbitrary<Value>, weight = 1) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant({}) }, { weight, arbitrary });

const someOf = (values: Readonly<Record<string, fc.Arbitrary<string>>>) =>
  fc.record(values, { requiredKeys: [] }) as fc.Arbitrary<Readonly<Record<string, string>>>;

const queriesOf = (known: readonly string[]) =>
  seldom(
    fc
      .array(
        fc.tuple(
          fc.oneof(
            { weight: known.length > 0 ? 12 : 0, arbitrary: fc.constantFrom(...known, 'x') },
            { weight: 1, arbitrary: oddText },
          ),
          textual(QUERY_VALUES),
        ),
        { minLength: 1, maxLength: 3 },
      )
      .map((entries) => Object.fromEntries(entries)),
    known.length > 0 ? 16 : 1,
  );

const headersOf = fc
  .tuple(fc.constantFrom(...Object.keys(HEADERS)), fc.boolean())
  .chain(([name, isUpper]) =>
    textual(HEADERS[name] ?? []).map((value) => ({ [isUpper ? name.toUpperCase() : name]: value })),
  );

/** Changes to a request of a route whose body, where it takes one, is like `validBody`. */
export function changesOf(contract: RouteContract, validBody: unknown): fc.Arbitrary<RequestChange> {
  const body = bodiesLike(validBody ?? {});
  const ids = Object.fromEntries(fieldsOf(contract.params).map((name) => [name, textual(IDS)]));
  const usual = contract.body === undefined ? 12 : 1;
  return fc.record({
    body: fc.oneof({ weight: usual, arbitrary: fc.constant(undefined) }, { weight: 6, arbitrary: body }),
    query: queriesOf(fieldsOf(contract.query)),
    headers: seldom(headersOf, 3),
    params: seldom(someOf(ids), 4),
    isBare: contract.bare === undefined ? fc.constant(false) : fc.boolean(),
  });
}

/** A request that is taken, with a change made to it. */
export function changedRequest(
  valid: RequestParts,
  { body, query, headers, params }: RequestChange,
): RequestParts {
  return {
    ...valid,
    query: Object.keys(query).length > 0 ? query : (valid.query ?? {}),
    headers: { ...valid.headers, ...headers },
    params: { ...valid.params, ...params },
    ...(body && { body: body.text, base64: body.base64 }),
  };
}

import { ROUTES } from '../../lib/entry/contract/routes';
import { AUTHZ_CASES, authzMatrix, OPERATIONS, type AuthzCase, type Operation } from '../support/authzMatrix';
import { AUTHZ_ROWS } from '../support/authzRows';
import { mismatches } from '../support/publishedSchema';

/** What every route with a scope answers to all but the right key. */
const REFUSED: Readonly<Record<Exclude<AuthzCase, 'right key'>, string>> = {
  'no key': '401 AUTH_MISSING',
  'empty bearer': '401 AUTH_INVALID',
  malformed: '401 AUTH_INVALID',
  'unknown key': '401 AUTH_INVALID',
  'wrong secret': '401 AUTH_INVALID',
  revoked: '401 AUTH_INVALID',
  expired: '401 AUTH_INVALID',
  'missing scope': '403 AUTH_SCOPE',
  'foreign object': '404 NOT_FOUND',
};

/** What a cell must say, from the declared scope and the listed success alone. */
function expectedCell({ route, row, scope }: Operation, kind: AuthzCase): string | undefined {
  const success = String(AUTHZ_ROWS[row]?.status);
  if (kind === 'foreign object' && !/\/\{(id|jobId)\}/.test(route)) return undefined;
  if (kind === 'foreign object' && AUTHZ_ROWS[row]?.isShared) return success;
  return scope === undefined || kind === 'right key' ? success : REFUSED[kind];
}

const cellsOf = authzMatrix();

test('every operation of the document has a row, and every row an operation', () => {
  const rows = [...new Set(OPERATIONS.map(({ row }) => row))];
  expect(Object.keys(AUTHZ_ROWS).sort()).toEqual(rows.sort());
  const paths = ROUTES.flatMap(({ path, bare }) => (bare === undefined ? [path] : [path, bare]));
  expect(OPERATIONS).toHaveLength(paths.length);
});

test('the document declares the scope that the door asks for', () => {
  const asked = ROUTES.map(({ operationId, scope }) => [operationId, scope === 'public' ? undefined : scope]);
  for (const { row, scope } of OPERATIONS) expect(asked).toContainEqual([row, scope]);
});

test.each(OPERATIONS.map((operation) => [operation.route, operation] as const))(
  '%s',
  async (route, operation) => {
    const cells = await cellsOf(operation);
    const expected = AUTHZ_CASES.map((kind) => [kind, expectedCell(operation, kind)]);
    expect(AUTHZ_CASES.map((kind) => [kind, cells.get(kind)?.says])).toEqual(expected);
    for (const cell of cells.values()) {
      if (cell?.body !== undefined) expect(mismatches(route, cell.status, cell.body)).toEqual([]);
    }
  },
);

test('a refusal tells neither whose key it is nor what is behind it', async () => {
  const getRule = OPERATIONS.find(({ row }) => row === 'getRule')!;
  const cells = await cellsOf(getRule);
  const messages = AUTHZ_CASES.filter(
    (kind) => REFUSED[kind as keyof typeof REFUSED] === '401 AUTH_INVALID',
  ).map((kind) => (cells.get(kind)?.body as { error: { message: string } }).error.message);
  expect(messages).toHaveLength(6);
  expect([...new Set(messages)]).toEqual([
    'The API key is not valid; check it: it may be mistyped, revoked or expired.',
  ]);
});

import { SCOPES } from '../../lib/app/keyLaws';
import { secretHash } from '../../lib/app/secretHash';
import { routeKeysOf } from '../../lib/entry/http/matchRoute';
import { openApiDocument } from '../../lib/entry/openapi/openApiDocument';
import type { ApiKey, Scope } from '../../lib/ports/KeyStore';
import { AUTHZ_ROWS } from './authzRows';
import { bodyOf, HTTP_FUNCTIONS, type HttpFunction, httpHandlers, lambdaContext } from './doorHandlers';
import { httpEvent } from './httpEvent';
import { servedWorld } from './servedWorld';
import { WALL_START } from './world';

/** One operation as the published document declares it. */
export type Operation = {
  /** Method and path. */
  readonly route: string;
  /** The id of its row: that of the operation, also under its bare path. */
  readonly row: string;
  /** The scope that its security asks for; undefined where everybody may ask. */
  readonly scope: Scope | undefined;
  /** The path names an object that belongs to a tenant. */
  readonly hasObject: boolean;
  readonly statuses: readonly number[];
};

type Declared = {
  readonly operationId: string;
  readonly security: readonly { readonly apiKey?: readonly Scope[] }[];
  readonly responses: Readonly<Record<string, unknown>>;
};

/** Every operation of the published document, in its order. */
export const OPERATIONS: readonly Operation[] = Object.entries(openApiDocument().paths ?? {}).flatMap(
  ([path, methods]) =>
    Object.entries(methods as Readonly<Record<string, Declared>>).map(([method, declared]) => ({
      route: `${method.toUpperCase()} ${path}`,
      row: declared.operationId.replace(/Bare$/, ''),
      scope: declared.security[0]?.apiKey?.[0],
      hasObject: /\{(id|jobId)\}/.test(path),
      statuses: Object.keys(declared.responses).map(Number),
    })),
);

const SECRET = 'matrix-secret';

const keyOf = (id: string, change: Partial<ApiKey>): ApiKey => ({
  id,
  tenant: 'local',
  name: id,
  scopes: [],
  secretHash: secretHash(SECRET),
  createdAt: WALL_START,
  ...change,
});

/** The keys with which a route of that scope is asked: each right but for one thing. */
const keysFor = (scope: Scope): readonly ApiKey[] => [
  keyOf('right', { scopes: [scope] }),
  keyOf('lacking', { scopes: SCOPES.filter((other) => other !== scope && other !== 'admin') }),
  keyOf('withdrawn', { scopes: [scope], revokedAt: WALL_START }),
  keyOf('outdated', { scopes: [scope], expiresAt: WALL_START }),
  keyOf('foreign', { scopes: [scope], tenant: 'local-2' }),
];

/** What is sent as Authorization, by case. */
const CREDENTIALS = {
  'no key': undefined,
  'empty bearer': 'Bearer ',
  malformed: `Basic right.${SECRET}`,
  'unknown key': `Bearer never-was.${SECRET}`,
  'wrong secret': 'Bearer right.wrong',
  revoked: `Bearer withdrawn.${SECRET}`,
  expired: `Bearer outdated.${SECRET}`,
  'missing scope': `Bearer lacking.${SECRET}`,
  'foreign object': `Bearer foreign.${SECRET}`,
  'right key': `Bearer right.${SECRET}`,
} as const;

export type AuthzCase = keyof typeof CREDENTIALS;

export const AUTHZ_CASES = Object.keys(CREDENTIALS) as readonly AuthzCase[];

/** What stands where a case does not arise: the path names nothing that could be another tenant's. */
export const NO_CASE = '–';

export type Cell = {
  /** As `401 AUTH_MISSING`, or `200`. */
  readonly says: string;
  readonly status: number;
  readonly body: unknown;
};

async function worldFor(scope: Scope) {
  const { deps, ids, stores } = await servedWorld();
  for (const key of keysFor(scope)) await stores.keys.put(key);
  return { handlers: httpHandlers(deps), ids };
}

type World = Awaited<ReturnType<typeof worldFor>>;

export const functionOf = (route: string): HttpFunction | undefined =>
  (Object.keys(HTTP_FUNCTIONS) as (keyof typeof HTTP_FUNCTIONS)[]).find((name) =>
    HTTP_FUNCTIONS[name].some(({ contract }) => routeKeysOf(contract).includes(route)),
  );

async function ask({ handlers, ids }: World, { route, row }: Operation, kind: AuthzCase): Promise<Cell> {
  const { headers, ...parts } = AUTHZ_ROWS[row]?.request?.(ids) ?? {};
  const authorization = CREDENTIALS[kind] ?? '';
  const event = httpEvent(route, { ...parts, headers: { ...headers, authorization } });
  if (CREDENTIALS[kind] === undefined) delete event.headers['authorization'];
  const handler = handlers[functionOf(route) ?? 'notFound'];
  const answer = await handler(event, lambdaContext);
  const body = bodyOf(answer);
  const status = Number(answer.statusCode);
  const says = [status, body?.error?.code].filter((word) => word !== undefined).join(' ');
  return { says, status, body };
}

/**
 * What every operation answers to every credential, by the real handlers over the memory adapters. What is
 * refused, or only read, is asked in one world for each scope; what changes something, in a world of its own.
 */
export function authzMatrix() {
  const worlds = new Map<Scope, Promise<World>>();
  const standing = (scope: Scope): Promise<World> => {
    const world = worlds.get(scope) ?? worldFor(scope);
    worlds.set(scope, world);
    return world;
  };
  const cellOf = async (operation: Operation, kind: AuthzCase): Promise<Cell | undefined> => {
    if (kind === 'foreign object' && !operation.hasObject) return undefined;
    const scope = operation.scope ?? 'read';
    const mayChange = kind === 'right key' || kind === 'foreign object';
    const changes = mayChange && !operation.route.startsWith('GET ');
    return ask(await (changes ? worldFor(scope) : standing(scope)), operation, kind);
  };
  return async (operation: Operation): Promise<ReadonlyMap<AuthzCase, Cell | undefined>> => {
    const cells = new Map<AuthzCase, Cell | undefined>();
    for (const kind of AUTHZ_CASES) cells.set(kind, await cellOf(operation, kind));
    return cells;
  };
}

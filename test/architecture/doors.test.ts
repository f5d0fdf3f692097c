import { parse } from 'yaml';
import { ROUTES } from '../../lib/entry/contract/routes';
import { routeKeysOf } from '../../lib/entry/http/matchRoute';
import { openApiDocument } from '../../lib/entry/openapi/openApiDocument';
import { PROBLEMS } from '../../lib/problems';
import { HTTP_FUNCTIONS } from '../support/doorHandlers';
import { EVENT_CASES, casesOf } from '../support/eventManifest';
import { mismatches } from '../support/publishedSchema';
import { filesUnder, sourcesUnder, textOf } from '../support/repository';

type ServerlessFunction = {
  readonly handler: string;
  readonly events: readonly {
    readonly httpApi?: string;
    readonly sqs?: object;
    readonly schedule?: object;
  }[];
};

const deployed = (
  parse(textOf('serverless.yml'), { merge: true }) as { functions: Record<string, ServerlessFunction> }
).functions;
const names = sourcesUnder('functions').map((path) => path.replace(/^functions\/|\.ts$/g, ''));
const routesOf = (name: string) => deployed[name]?.events.flatMap(({ httpApi }) => httpApi ?? []) ?? [];
const boundTo = Object.entries(HTTP_FUNCTIONS).map(
  ([name, bindings]) => [name, bindings.flatMap(({ contract }) => routeKeysOf(contract))] as const,
);

test('every function is deployed, from its own file, and nothing else is', () => {
  expect(Object.keys(deployed).sort()).toEqual([...names].sort());
  for (const name of names) expect(deployed[name]?.handler).toBe(`\${param:handlers}/${name}.handler`);
});

test.each(boundTo)('%s is routed what it binds', (name, routes) => {
  expect([...routesOf(name)].sort()).toEqual([...routes].sort());
});

test('whatever no route takes goes to notFound', () => {
  expect(routesOf('notFound')).toEqual(['*']);
});

test('every contract is bound once', () => {
  const bound = Object.values(HTTP_FUNCTIONS).flatMap((bindings) =>
    bindings.map(({ contract }) => contract.operationId),
  );
  expect(bound.sort()).toEqual(ROUTES.map(({ operationId }) => operationId).sort());
});

test('functions/*.ts open the doors that the function tests open', () => {
  const opened = Object.keys(HTTP_FUNCTIONS).filter((name) => {
    const [, routes] = /httpDoor\((\w+), compose\w+\)/.exec(textOf(`functions/${name}.ts`)) ?? [];
    const [, source] =
      new RegExp(`import \\{ ${routes} \\} from '\\.\\./(.*)'`).exec(textOf(`functions/${name}.ts`)) ?? [];
    const module = jest.requireActual<Record<string, unknown>>(`../../${source}`);
    return module[routes ?? ''] === HTTP_FUNCTIONS[name as keyof typeof HTTP_FUNCTIONS];
  });
  expect(opened).toEqual(Object.keys(HTTP_FUNCTIONS));
});

describe('the published document', () => {
  const document = openApiDocument();
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item as Record<string, { responses: Record<string, object>; security: unknown[] }>).map(
      ([method, operation]) => ({ key: `${method.toUpperCase()} ${path}`, operation }),
    ),
  );

  test('lists exactly the routes that are deployed', () => {
    const listed = operations.map(({ key }) => key).sort();
    expect(listed).toEqual(boundTo.flatMap(([, routes]) => routes).sort());
  });

  test('names each operation once', () => {
    const ids = operations.map(({ operation }) => (operation as { operationId?: string }).operationId);
    expect(new Set(ids).size).toBe(operations.length);
  });

  test('asks for a key wherever the door does', () => {
    const open = operations.filter(({ operation }) => operation.security.length === 0).map(({ key }) => key);
    expect(open).toEqual([
      ...['GET /health', 'GET /ready', 'GET /openapi.json'],
      ...['GET /', 'GET /docs', 'GET /docs/{file}'],
    ]);
  });

  test('resolves every reference it makes', () => {
    const text = JSON.stringify(document);
    const referred = new Set([...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name));
    expect([...referred].sort()).toEqual(Object.keys(document.components?.schemas ?? {}).sort());
  });

  test('refuses an answer that is not what it says', () => {
    const metadata = { timestamp: '2026-11-02T15:04:05.000Z', version: '1', requestId: 'r' };
    const body = { success: true, data: { status: 'ok', version: '0.1.0', uptimeSeconds: 1 }, metadata };
    expect(mismatches('GET /health', 200, body)).toEqual([]);
    expect(
      mismatches('GET /health', 200, { ...body, data: { ...body.data, uptimeSeconds: null } }),
    ).toHaveLength(1);
    expect(mismatches('GET /health', 200, { ...body, more: 1 })).toHaveLength(1);
  });
});

describe('events', () => {
  test('every file stands in the manifest and the other way round', () => {
    const files = filesUnder('events').filter((path) => path !== 'events/manifest.json');
    expect(EVENT_CASES.map(({ file }) => `events/${file}`).sort()).toEqual([...files]);
    for (const { file, function: name } of EVENT_CASES) expect(file.split('.')[0]).toBe(name);
  });

  test.each(Object.keys(HTTP_FUNCTIONS))('%s has a good case and a problem', (name) => {
    const cases = casesOf('http')
      .map(([, each]) => each)
      .filter((each) => each.function === name);
    expect(cases.some(({ code }) => code === undefined)).toBe(true);
    expect(cases.some(({ code }) => code !== undefined)).toBe(true);
  });

  test.each(['evaluate', 'deliver', 'trainer'])('%s has a good batch and one with poison', (name) => {
    const cases = casesOf('queue')
      .map(([, each]) => each)
      .filter((each) => each.function === name);
    expect(cases.map(({ failed }) => failed.length > 0).sort()).toEqual([false, true]);
  });

  test.each(['reconcile', 'retrain', 'sweep'])('%s has a good run and one that fails', (name) => {
    const cases = casesOf('schedule')
      .map(([, each]) => each)
      .filter((each) => each.function === name);
    expect(cases.map(({ code }) => code !== undefined).sort()).toEqual([false, true]);
  });

  test('the function that is left finds nothing', () => {
    const seen = [
      ...Object.keys(HTTP_FUNCTIONS),
      'evaluate',
      'deliver',
      'trainer',
      'reconcile',
      'retrain',
      'sweep',
    ];
    expect(names.filter((name) => !seen.includes(name))).toEqual(['notFound']);
    expect(EVENT_CASES.some((each) => each.function === 'notFound')).toBe(true);
  });

  test('a problem has the status of its code', () => {
    const wrong = casesOf('http').filter(
      ([, { code, status }]) =>
        code !== undefined && PROBLEMS[code as keyof typeof PROBLEMS].status !== status,
    );
    expect(wrong).toEqual([]);
  });
});

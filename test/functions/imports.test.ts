import { join } from 'node:path';
import type { Context } from 'aws-lambda';
import { bodyOf } from '../support/doorHandlers';
import { httpEvent } from '../support/httpEvent';
import { ROOT, sourcesUnder } from '../support/repository';

const FUNCTIONS = sourcesUnder('functions').map((path) => path.replace(/^functions\/|\.ts$/g, ''));

const NO_VARIABLES = new Set(['health', 'openapi', 'docs', 'notFound']);

/** A fresh import with an empty environment, seeing whatever it reads, opens or fetches. */
function importedAlone(name: string) {
  const reads: string[] = [];
  const before = process.env;
  const fetched = jest.spyOn(globalThis, 'fetch');
  process.env = new Proxy(
    {},
    {
      get: (_, key) => {
        if (typeof key === 'string') reads.push(key);
        return undefined;
      },
      ownKeys: () => {
        reads.push('every key');
        return [];
      },
    },
  );
  try {
    let handler: unknown;
    jest.isolateModules(() => {
      handler = (require(join(ROOT, 'functions', name)) as { handler: unknown }).handler;
    });
    return {
      handler: handler as (event: unknown, context: Context) => Promise<never>,
      reads,
      fetches: fetched.mock.calls,
    };
  } finally {
    process.env = before;
    fetched.mockRestore();
  }
}

/** Variables of our own: what SDK and Powertools look up for themselves is not ours to forbid. */
const isOurs = (variable: string): boolean =>
  /TABLE|BUCKET|QUEUE|TOPIC|MARKET|REPLAY|_MS$|AWS_ENDPOINT_URL/.test(variable) || variable === 'every key';

test('there are functions to look at', () => {
  expect(FUNCTIONS).toHaveLength(23);
});

test.each(FUNCTIONS)('importing %s with an empty environment does nothing', (name) => {
  const { handler, reads, fetches } = importedAlone(name);
  expect(typeof handler).toBe('function');
  expect(reads.filter(isOurs)).toEqual([]);
  expect(fetches).toEqual([]);
});

const HTTP_ROUTES = {
  ready: 'GET /ready',
  metrics: 'GET /metrics',
  train: 'POST /v1/train',
  predict: 'POST /v1/predict',
  alert: 'POST /v1/alert',
  rules: 'GET /v1/rules',
  watchlists: 'GET /v1/watchlists',
  alerts: 'GET /v1/alerts',
  models: 'GET /v1/models',
  subscriptions: 'GET /v1/subscriptions',
  bars: 'GET /v1/bars/{symbol}',
  calendar: 'GET /v1/calendar',
  keys: 'GET /v1/keys',
} as const;

const QUEUE_OR_SCHEDULE = FUNCTIONS.filter((name) => !NO_VARIABLES.has(name) && !(name in HTTP_ROUTES));

const context = { awsRequestId: 'request-1', functionName: 'test' } as Context;

describe('without its variables', () => {
  const before = process.env;
  let written: jest.SpyInstance;

  beforeEach(() => {
    process.env = {};
    written = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  });

  afterEach(() => {
    process.env = before;
    written.mockRestore();
  });

  test.each(Object.entries(HTTP_ROUTES))(
    '%s answers CONFIG_INVALID and logs every variable',
    async (name, route) => {
      const { handler } = importedAlone(name);
      const answer = await handler(httpEvent(route), context);
      expect(bodyOf(answer).error.code).toBe('CONFIG_INVALID');
      expect(JSON.stringify(answer)).not.toMatch(/_TABLE/);
      expect(written.mock.calls.join('')).toMatch(/CORE_TABLE/);
    },
  );

  test.each(QUEUE_OR_SCHEDULE)('%s fails with every variable named', async (name) => {
    const { handler } = importedAlone(name);
    await expect(handler({ Records: [] }, context)).rejects.toThrow(/_TABLE is missing/);
  });
});

test.each([...NO_VARIABLES])('%s needs no variables', async (name) => {
  const { handler } = importedAlone(name);
  const routes = { health: 'GET /health', openapi: 'GET /openapi.json', docs: 'GET /docs' };
  const route = routes[name as keyof typeof routes] ?? 'GET /nowhere';
  const answer: { statusCode: number } = await handler(httpEvent(route), context);
  expect(answer.statusCode).toBe(name === 'notFound' ? 404 : 200);
});

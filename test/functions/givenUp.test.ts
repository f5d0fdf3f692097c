import type { Context } from 'aws-lambda';
import type { Deps } from '../../lib/app/deps';
import type { HttpFunction } from '../support/doorHandlers';
import { bodyOf, httpHandlers, lambdaContext } from '../support/doorHandlers';
import { httpEvent } from '../support/httpEvent';
import { ruleOn } from '../support/ruleOn';
import { servedWorld } from '../support/servedWorld';

/** Given up after a tenth of a second: one second before the end. */
const SOON = { ...lambdaContext, getRemainingTimeInMillis: () => 1_100 };

const RULE = ruleOn({ symbols: ['^GSPC'] });
const LIST = { name: 'Banks', symbols: ['JPM'] };
const KEY = { name: 'desk', scopes: ['read'] };

type Hold = {
  readonly port: 'rules' | 'watchlists' | 'keys';
  readonly method: string;
  readonly nth: number;
  readonly when: 'before' | 'after';
  readonly fails?: boolean;
};

/** The same world, in which one call of a port waits, before or after it is done, until the gate is opened; then it may fail. */
function gated(deps: Deps, { port, method, nth, when, fails = false }: Hold) {
  let calls = 0;
  let release = () => {};
  const opened = new Promise<void>((resolve) => (release = resolve));
  const standing = deps[port] as unknown as Record<string, (...given: unknown[]) => Promise<unknown>>;
  const slow = {
    ...standing,
    [method]: async (...given: unknown[]) => {
      calls += 1;
      if (calls !== nth) return standing[method]!(...given);
      if (when === 'before') await opened;
      if (fails) throw new Error('the connection is gone');
      const answer = await standing[method]!(...given);
      if (when === 'after') await opened;
      return answer;
    },
  };
  const open = async () => {
    release();
    await new Promise((resolve) => setTimeout(resolve, 50));
  };
  return { deps: { ...deps, [port]: slow }, open };
}

type Asked = {
  readonly body?: object;
  readonly id?: string;
  readonly through?: Deps;
  readonly context?: Context;
};

async function served() {
  const at = await servedWorld();
  const ask = async (route: string, { body, id, through = at.deps, context = lambdaContext }: Asked) => {
    const name = route.split('/')[2] as HttpFunction;
    const headers = route.startsWith('POST') ? { 'idempotency-key': 'k' } : {};
    const event = httpEvent(route, { headers, ...(id && { params: { id } }), ...(body && { body }) });
    const answer = await httpHandlers(through)[name](event, context);
    const { data, error } = bodyOf(answer);
    return { status: answer.statusCode, id: data?.id as string, code: error?.code as string | undefined };
  };
  return { ...at, ask };
}

describe('a request that was given up', () => {
  it.each([
    ['/v1/rules', RULE, { port: 'rules', method: 'count', nth: 2, when: 'before', fails: true }],
    ['/v1/rules', RULE, { port: 'rules', method: 'create', nth: 1, when: 'after' }],
    ['/v1/watchlists', LIST, { port: 'watchlists', method: 'count', nth: 2, when: 'before', fails: true }],
    ['/v1/watchlists', LIST, { port: 'watchlists', method: 'create', nth: 1, when: 'after' }],
  ] as const)('at %s takes nothing away that its repetition was answered (%#)', async (path, body, hold) => {
    const at = await served();
    const gate = gated(at.deps, hold);
    const first = await at.ask(`POST ${path}`, { body, through: gate.deps, context: SOON });
    expect(first).toMatchObject({ status: 503, code: 'STORE_UNAVAILABLE' });
    at.clock.advance(10_000);
    const again = await at.ask(`POST ${path}`, { body });
    expect(again.status).toBe(201);
    await gate.open();
    expect(await at.ask(`GET ${path}/{id}`, { id: again.id })).toMatchObject({ status: 200 });
    expect(await at.ask(`POST ${path}`, { body })).toEqual(again);
    const other = await at.ask(`POST ${path}`, { body: { ...body, name: 'another' } });
    expect(other.code).toBe('INPUT_IDEMPOTENCY_CONFLICT');
  });

  it.each([
    ['/v1/rules', RULE, 'rules'],
    ['/v1/watchlists', LIST, 'watchlists'],
  ] as const)(
    'at %s may still write once, into its repetition, which then finds that',
    async (path, body, port) => {
      const at = await served();
      const gate = gated(at.deps, { port, method: 'create', nth: 1, when: 'before' });
      await at.ask(`POST ${path}`, { body, through: gate.deps, context: SOON });
      at.clock.advance(10_000);
      const { create } = at.deps[port];
      const late = {
        ...at.deps[port],
        create: async (made: never) => {
          await gate.open();
          return create(made);
        },
      };
      const again = await at.ask(`POST ${path}`, { body, through: { ...at.deps, [port]: late } });
      expect(again.status).toBe(201);
      expect(await at.ask(`GET ${path}/{id}`, { id: again.id })).toMatchObject({ status: 200 });
      expect(await at.ask(`POST ${path}`, { body })).toEqual(again);
    },
  );

  it('lets no key live whose secret nobody has seen', async () => {
    const at = await served();
    const gate = gated(at.deps, { port: 'keys', method: 'list', nth: 2, when: 'before' });
    const lasting = async () => {
      const minuteFromNow = at.clock.now() + 60_000;
      const { items } = await at.stores.keys.list('local', 100);
      return items.filter(({ expiresAt = Infinity }) => expiresAt > minuteFromNow).length;
    };
    const before = await lasting();
    const first = await at.ask('POST /v1/keys', { body: KEY, through: gate.deps, context: SOON });
    expect(first.status).toBe(503);
    await gate.open();
    expect(await lasting()).toBe(before);
  });
});

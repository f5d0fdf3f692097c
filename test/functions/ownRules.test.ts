import { settle } from '../support/drain';
import type { HttpFunction } from '../support/doorHandlers';
import { bodyOf, httpHandlers, lambdaContext } from '../support/doorHandlers';
import { httpEvent, type RequestParts } from '../support/httpEvent';
import { mismatches } from '../support/publishedSchema';
import { servedWorld } from '../support/servedWorld';

const OTHER = { authorization: 'Bearer local-2' };

type World = Awaited<ReturnType<typeof servedWorld>>;

async function ask({ deps }: World, name: HttpFunction, route: string, parts: RequestParts = {}) {
  const answer = await httpHandlers(deps)[name](httpEvent(route, parts), lambdaContext);
  const body = bodyOf(answer);
  if (body !== undefined) expect(mismatches(route, answer.statusCode ?? 0, body)).toEqual([]);
  return { status: answer.statusCode, data: body?.data, error: body?.error, said: JSON.stringify(body) };
}

const ruleOn = (symbol: string) => ({
  dsl: '1',
  name: 'above 100',
  targets: { symbols: [symbol] },
  interval: '1d',
  when: { op: '>', left: 'close', right: 100 },
});

const dayOf = (date: string, close: number) => ({
  timestamp: `${date}T00:00:00Z`,
  ...{ open: close, high: close, low: close, close, volume: 7 },
});

const bring = (at: World, bars: readonly object[], headers = {}) =>
  ask(at, 'bars', 'POST /v1/bars/{symbol}', {
    params: { symbol: 'desk' },
    body: { interval: '1d', bars },
    headers,
  });

const check = (at: World, headers = {}) =>
  ask(at, 'alert', 'POST /v1/alert', { body: { symbol: 'desk' }, headers });

const write = (at: World, headers = {}) =>
  ask(at, 'rules', 'POST /v1/rules', { body: ruleOn('desk'), headers });

const alertsOn = async (at: World, headers = {}) => {
  const { data } = await ask(at, 'alerts', 'GET /v1/alerts', { query: { symbol: 'DESK' }, headers });
  return data.items.map(({ barClosedAt, state }: { barClosedAt: string; state: string }) => [
    barClosedAt,
    state,
  ]);
};

test('a rule waits for the bars of its tenant, is judged on them by a sweep, and its reader is told', async () => {
  const at = await servedWorld();
  const written = await write(at);
  expect(written.data.warnings).toEqual([expect.stringContaining('or you import its bars')]);
  const foreign = await write(at, OTHER);
  at.clock.set(Date.UTC(2026, 10, 4, 22));
  expect((await bring(at, [dayOf('2026-10-30', 101), dayOf('2026-11-02', 101)])).status).toBe(200);
  await settle(at, 2);
  expect(await alertsOn(at)).toEqual([['2026-11-02T21:00:00.000Z', 'delivered']]);
  expect(await alertsOn(at, OTHER)).toEqual([]);
  await bring(at, [dayOf('2026-11-03', 99), dayOf('2026-11-04', 101)]);
  await settle(at, 2);
  expect(await alertsOn(at)).toEqual([
    ['2026-11-04T21:00:00.000Z', 'delivered'],
    ['2026-11-02T21:00:00.000Z', 'delivered'],
  ]);
  const { email, sms, subject } = at.stores.notifier.sent.at(-1)!;
  for (const text of [email, sms, subject]) expect(text).toContain('DESK');
  expect(JSON.stringify(at.stores.notifier.sent)).not.toContain('local/DESK');
  const params = { id: String(written.data.id) };
  const shown = await ask(at, 'rules', 'GET /v1/rules/{id}', { params });
  expect(shown.data.states).toEqual([{ symbol: 'DESK', state: 'firing', since: '2026-11-04T21:00:00.000Z' }]);
  const paused = await ask(at, 'rules', 'POST /v1/rules/{id}/pause', { params });
  expect(paused.data.warnings).toEqual([]);
  const theirs = { params: { id: String(foreign.data.id) }, headers: OTHER };
  const silent = await ask(at, 'rules', 'GET /v1/rules/{id}', theirs);
  expect(silent.data.states).toMatchObject([{ symbol: 'DESK', state: 'normal' }]);
  const list = await ask(at, 'alerts', 'GET /v1/alerts');
  for (const { said } of [shown, paused, silent, list]) expect(said).not.toContain('local/DESK');
});

test('POST /v1/alert judges them at once on the newest bar, once, and for their tenant alone', async () => {
  const at = await servedWorld();
  const unknown = { status: 404, error: { code: 'SYMBOL_UNKNOWN' } };
  expect(await check(at)).toMatchObject(unknown);
  const { data: rule } = await write(at);
  at.clock.set(Date.UTC(2026, 10, 2, 21));
  await bring(at, [dayOf('2026-10-30', 101), dayOf('2026-11-02', 101)]);
  const checked = await check(at);
  expect(checked.data).toMatchObject({
    forecast: null,
    outcomes: [{ ruleId: rule.id, state: 'firing', fired: true, why: 'fired' }],
    alerts: [{ symbol: 'DESK', barClosedAt: '2026-11-02T21:00:00.000Z', source: 'import' }],
  });
  expect(checked.said).not.toContain('local/DESK');
  const again = await check(at);
  expect(again.data).toMatchObject({ outcomes: [{ fired: false, why: 'unchanged' }], alerts: [] });
  await settle(at, 2);
  expect(await alertsOn(at)).toHaveLength(1);
  expect(await check(at, OTHER)).toMatchObject(unknown);
});

test('an imported symbol that is trained shows its forecast, and in its alerts', async () => {
  const at = await servedWorld();
  const { data } = await ask(at, 'rules', 'POST /v1/rules', {
    body: { ...ruleOn('OWN'), when: { op: '>', left: { ml: 'vol', at: '1d' }, right: 0 } },
  });
  expect(data.warnings).toEqual([expect.stringContaining('No model is trained for "OWN"')]);
  await ask(at, 'train', 'POST /v1/train', { body: { symbol: 'OWN', model: 'ewma' } });
  await settle(at, 1);
  at.clock.set(Date.UTC(2026, 10, 2, 22));
  await ask(at, 'bars', 'POST /v1/bars/{symbol}', {
    params: { symbol: 'OWN' },
    body: { interval: '1d', bars: [dayOf('2026-11-02', 100)] },
  });
  const checked = await ask(at, 'alert', 'POST /v1/alert', { body: { symbol: 'OWN' } });
  expect(checked.data).toMatchObject({
    forecast: { symbol: 'OWN', source: 'import', asOf: '2026-11-02T21:00:00.000Z' },
    outcomes: [{ fired: true }],
    alerts: [{ symbol: 'OWN', forecast: { horizon: '1d', modelKind: 'ewma' } }],
  });
  expect(checked.said).not.toContain('local/OWN');
});

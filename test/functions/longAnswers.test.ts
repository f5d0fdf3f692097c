import { createRule } from '../../lib/app/rules';
import { sessionOn } from '../../lib/market/calendar/sessionOn';
import type { HttpFunction } from '../support/doorHandlers';
import { bodyOf, httpHandlers, lambdaContext } from '../support/doorHandlers';
import { httpEvent, type RequestParts } from '../support/httpEvent';
import { mismatches } from '../support/publishedSchema';
import { servedWorld } from '../support/servedWorld';

// A hundred rules of almost as many conditions as a rule may have.
jest.setTimeout(60_000);

const RULES = 100;
const CONDITIONS = 190;
/** What Lambda returns at most, in which the body of an answer is a text. */
const MOST_RETURNED = 6_291_556;

const when = {
  all: Array.from({ length: CONDITIONS }, (_, index) => ({ op: '>', left: 'close', right: 0.001 * index })),
};

const ruleNamed = (name: string) => ({
  dsl: '1',
  name,
  targets: { symbols: ['^GSPC'] },
  interval: '1d',
  when,
});

/** A tenant whose long rules all fire on the newest bar, and what is asked of its doors. */
async function longRules() {
  const at = await servedWorld();
  for (let place = 0; place < RULES; place += 1)
    await createRule(at.deps, { tenant: 'local', body: ruleNamed(`Long ${place}`) });
  at.marketClock.set(sessionOn('2008-09-16')!.closeAt);
  const handlers = httpHandlers(at.deps);
  return async (name: HttpFunction, route: string, parts: RequestParts) => {
    const answer = await handlers[name](httpEvent(route, parts), lambdaContext);
    const body = bodyOf(answer);
    expect(mismatches(route, answer.statusCode ?? 0, body)).toEqual([]);
    expect(Buffer.byteLength(JSON.stringify(answer))).toBeLessThan(MOST_RETURNED);
    return { bytes: Buffer.byteLength(answer.body ?? ''), data: body.data };
  };
}

type Ask = Awaited<ReturnType<typeof longRules>>;

/** Every page of the alerts, asked for so many at once. */
async function alertPages(ask: Ask, query: Readonly<Record<string, string>>) {
  const pages: { readonly bytes: number; readonly ids: readonly string[] }[] = [];
  let cursor: string | null = null;
  do {
    const asked: RequestParts = { query: { ...query, ...(cursor !== null && { cursor }) } };
    const { bytes, data } = await ask('alerts', 'GET /v1/alerts', asked);
    pages.push({ bytes, ids: data.items.map(({ id }: { id: string }) => id) });
    cursor = data.nextCursor;
  } while (cursor !== null);
  return pages;
}

const check = (ask: Ask) => ask('alert', 'POST /v1/alert', { body: { symbol: '^GSPC' } });

test('a check tells every outcome and alert, the first in full, and the others in short', async () => {
  const ask = await longRules();
  const { bytes, data } = await check(ask);
  expect(bytes).toBeLessThan(1_250_000);
  const { outcomes, alerts } = data;
  expect(outcomes.filter(({ fired }: { fired: boolean }) => fired)).toHaveLength(RULES);
  expect(alerts).toHaveLength(RULES);
  const counts = outcomes.map(({ values }: { values: unknown[] }) => values.length);
  const [always, ...long] = counts;
  expect(always).toBeGreaterThan(0);
  const told = long.filter((count: number) => count === 2 * CONDITIONS).length;
  expect(told).toBeGreaterThan(10);
  expect(long).toEqual(long.map((_: number, place: number) => (place < told ? 2 * CONDITIONS : 0)));
  for (const alert of [alerts[0], alerts.at(-1)]) {
    expect(alert).toMatchObject({
      values: [],
      why: { code: 'fired', sentence: expect.stringMatching(/…$/) },
    });
    expect(alert.why).not.toHaveProperty('condition');
    const whole = await ask('alerts', 'GET /v1/alerts/{id}', { params: { id: alert.id } });
    expect(whole.data.values).toHaveLength(2 * CONDITIONS);
    expect(whole.data.why.condition.children).toHaveLength(CONDITIONS);
    expect(whole.data.why.sentence.startsWith(alert.why.sentence.slice(0, -1))).toBe(true);
  }
});

test('pages of alerts end early, and what is on them is each alert, once and in order', async () => {
  const ask = await longRules();
  await check(ask);
  const long = await alertPages(ask, { limit: '100' });
  expect(long.length).toBeGreaterThan(1);
  expect(
    long.slice(0, -1).every(({ bytes, ids }) => bytes > 3_900_000 && bytes < 4_001_000 && ids.length > 50),
  ).toBe(true);
  const short = await alertPages(ask, { limit: '7' });
  const ids = short.flatMap((page) => page.ids);
  expect(new Set(ids).size).toBe(RULES + 1);
  expect(long.flatMap((page) => page.ids)).toEqual(ids);
  const ofSymbol = await alertPages(ask, { limit: '100', symbol: '^GSPC' });
  expect(ofSymbol.map((page) => page.ids)).toEqual(long.map((page) => page.ids));
});

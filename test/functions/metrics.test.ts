import { METRICS_MEDIA_TYPE } from '../../lib/entry/contract/metrics';
import { COUNTERS } from '../../lib/counters';
import type { HttpAnswer } from '../../lib/entry/http/answers';
import type { HttpFunction } from '../support/doorHandlers';
import { bodyOf, httpHandlers, lambdaContext, scheduleHandlers } from '../support/doorHandlers';
import type { RequestParts } from '../support/httpEvent';
import { httpEvent } from '../support/httpEvent';
import { recordingLog } from '../support/recordingLog';
import { servedWorld } from '../support/servedWorld';

async function served() {
  const at = await servedWorld();
  const log = recordingLog();
  const deps = { ...at.deps, log };
  // What was done to make this world is counted too.
  await deps.metrics.publish();
  const doors = httpHandlers(deps);
  const ask = (name: HttpFunction, route: string, parts: RequestParts = {}): Promise<HttpAnswer> =>
    doors[name](httpEvent(route, parts), lambdaContext);
  const scrape = async (key = 'local'): Promise<Record<string, number>> => {
    const answer = await ask('metrics', 'GET /metrics', { headers: { authorization: `Bearer ${key}` } });
    const samples = String(answer.body)
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]);
    return Object.fromEntries(samples) as Record<string, number>;
  };
  return { ...at, deps, log, ask, scrape };
}

const named = (series: string) => `stock_price_alerter_${series}`;

test('every counter is there with its help, in the format of Prometheus', async () => {
  const { ask } = await served();
  const answer = await ask('metrics', 'GET /metrics');
  expect(answer.statusCode).toBe(200);
  expect(answer.headers).toMatchObject({
    'content-type': `${METRICS_MEDIA_TYPE}; charset=utf-8`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  for (const [name, { help }] of Object.entries(COUNTERS)) {
    expect(answer.body).toContain(`# HELP ${named(name)} ${help}\n# TYPE ${named(name)} counter\n`);
  }
});

test('requests, alerts and trainings are counted for their tenant, and for no other', async () => {
  const { ask, scrape } = await served();
  await ask('rules', 'GET /v1/rules');
  await ask('rules', 'GET /v1/rules/{id}', { params: { id: 'rule_unknown' } });
  const [own, theirs] = [await scrape(), await scrape('local-2')];
  expect(own).toMatchObject({
    [named('http_requests_total{operation="listRules",outcome="ok"}')]: 1,
    [named('http_requests_total{operation="getRule",outcome="refused"}')]: 1,
    [named('alerts_recorded_total{severity="warning"}')]: 1,
    [named('trainings_total{outcome="succeeded"}')]: 1,
    [named('deliveries_total{outcome="sent"}')]: 1,
  });
  const foreign = Object.keys(theirs).filter((series) =>
    /http_requests|alerts_|trainings|deliveries/.test(series),
  );
  expect(foreign).toEqual([]);
  expect(theirs[named('sweeps_total')]).toBe(own[named('sweeps_total')]);
});

test('who has no key is counted as a stranger, and a failure of ours as one', async () => {
  const { ask, scrape, deps } = await served();
  await ask('rules', 'GET /v1/rules', { headers: { authorization: 'Bearer nobody' } });
  deps.rules.list = () => Promise.reject(new Error('lost'));
  expect((await ask('rules', 'GET /v1/rules')).statusCode).toBe(500);
  expect(await scrape()).toMatchObject({
    [named('http_strangers_total')]: 1,
    [named('http_requests_total{operation="listRules",outcome="failed"}')]: 1,
  });
});

test('sweeps are the heartbeat, whether or not anything is due', async () => {
  const { deps, scrape } = await served();
  const before = await scrape();
  await scheduleHandlers(deps).sweep({} as never, lambdaContext);
  const after = await scrape();
  expect(after[named('sweeps_total')]).toBe(before[named('sweeps_total')]! + 1);
});

describe('the correlation id', () => {
  test.each([
    ['of the caller, where it is well formed', 'order-17', 'order-17'],
    ['is the request id where it is not', 'order 17', lambdaContext.awsRequestId],
  ])('%s, is on every answer', async (_, given, expected) => {
    const { ask } = await served();
    const headers = { 'x-correlation-id': given };
    const answers = [
      await ask('rules', 'GET /v1/rules', { headers }),
      await ask('rules', 'GET /v1/rules', { headers: { ...headers, authorization: '' } }),
      await ask('docs', 'GET /docs', { headers }),
      await ask('metrics', 'GET /metrics', { headers }),
      await ask('openapi', 'GET /openapi.json', { headers }),
      await ask('notFound', 'GET /nowhere', { headers, routeKey: '$default' }),
    ];
    expect(answers.map((answer) => answer.headers?.['x-correlation-id'])).toEqual(
      answers.map(() => expected),
    );
  });

  test('stands beside the request id in the log of a failure', async () => {
    const { ask, deps, log } = await served();
    deps.rules.list = () => Promise.reject(new Error('lost'));
    const answer = await ask('rules', 'GET /v1/rules', { headers: { 'x-correlation-id': 'order-17' } });
    const { requestId } = bodyOf(answer).metadata;
    expect(log.lines).toContainEqual(
      expect.objectContaining({ message: 'request failed', requestId, correlation_id: 'order-17' }),
    );
  });
});

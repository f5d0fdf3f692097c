import { bodyOf, httpHandlers, lambdaContext } from '../support/doorHandlers';
import { outageNotice } from '../support/alertRecords';
import { httpEvent, type RequestParts } from '../support/httpEvent';
import { mismatches } from '../support/publishedSchema';
import { servedWorld } from '../support/servedWorld';

/** A served world in which the bars of AAPL are gone. */
async function served() {
  const at = await servedWorld();
  const notice = outageNotice();
  await at.deps.alerts.record(notice, undefined);
  const ask = async (route: string, parts: RequestParts = {}) => {
    const answer = await httpHandlers(at.deps).alerts(httpEvent(route, parts), lambdaContext);
    const body = bodyOf(answer);
    expect(mismatches(route, answer.statusCode ?? 0, body)).toEqual([]);
    return body.data;
  };
  const listed = async (query: Readonly<Record<string, string>>) =>
    (await ask('GET /v1/alerts', { query })).items.map(({ event }: { event: string }) => event);
  return { ...at, notice, ask, listed };
}

test('notices about bars are listed among what fired, and left out where a rule is asked for', async () => {
  const { ids, listed } = await served();
  expect(await listed({})).toEqual(['noData', 'fired']);
  expect(await listed({ ruleId: ids.rule })).toEqual(['fired']);
  expect(await listed({ symbol: 'AAPL' })).toEqual(['noData']);
});

test('a notice is read and acknowledged as an alert is', async () => {
  const { ask, notice, clock } = await served();
  const params = { id: notice.id };
  expect(await ask('GET /v1/alerts/{id}', { params })).toMatchObject({
    ruleId: 'market-data',
    ruleName: 'Market data',
    ruleVersion: 0,
    event: 'noData',
    barClosedAt: '2025-07-14T14:05:00.000Z',
    why: { code: 'stale' },
    values: [],
    forecast: null,
    acknowledgedAt: null,
  });
  expect(await ask('POST /v1/alerts/{id}/ack', { params })).toMatchObject({
    acknowledgedAt: new Date(clock.now()).toISOString(),
  });
});

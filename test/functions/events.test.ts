import type { APIGatewayProxyEventV2, ScheduledEvent, SQSEvent } from 'aws-lambda';
import { Problem } from '../../lib/problems';
import type { HttpFunction } from '../support/doorHandlers';
import {
  bodyOf,
  httpHandlers,
  lambdaContext,
  queueHandlers,
  scheduleHandlers,
} from '../support/doorHandlers';
import type { HttpCase } from '../support/eventManifest';
import { casesOf, eventOf } from '../support/eventManifest';
import { mismatches } from '../support/publishedSchema';
import { servedWorld } from '../support/servedWorld';

let untouched: Promise<Awaited<ReturnType<typeof servedWorld>>> | undefined;

/** Reading and being refused change nothing, so these cases may look at one world together. */
const worldFor = ({ route, status }: HttpCase) =>
  route.startsWith('GET ') || status >= 400 ? (untouched ??= servedWorld()) : servedWorld();

test.each(casesOf('http'))('%s is answered as the manifest says', async (file, expected) => {
  const { deps } = await worldFor(expected);
  const handler = httpHandlers(deps)[expected.function as HttpFunction];
  const answer = await handler(eventOf<APIGatewayProxyEventV2>(file), lambdaContext);
  const body = bodyOf(answer);
  expect({ status: answer.statusCode, code: body?.error?.code }).toEqual({
    status: expected.status,
    code: expected.code,
  });
  // Requests that no route takes have no operation of their own; any problem answers for them.
  const route = expected.function === 'notFound' ? 'GET /health' : expected.route;
  const status = expected.function === 'notFound' ? 500 : expected.status;
  if (body !== undefined) expect(mismatches(route, status, body)).toEqual([]);
});

test.each(casesOf('queue'))('%s hands back what the manifest says', async (file, expected) => {
  const { deps } = await servedWorld();
  const handler = queueHandlers(deps)[expected.function as 'evaluate' | 'deliver' | 'trainer'];
  const { batchItemFailures } = await handler(eventOf<SQSEvent>(file), lambdaContext);
  expect(batchItemFailures.map((item) => item.itemIdentifier).sort()).toEqual(expected.failed);
});

const silent = <Store extends object>(store: Store): Store =>
  new Proxy(store, {
    get: () => () => Promise.reject(new Problem('STORE_UNAVAILABLE', 'The store does not answer.')),
  });

test.each(casesOf('schedule'))('%s ends as the manifest says', async (file, expected) => {
  const { deps: whole } = await servedWorld();
  const { down, code } = expected;
  const deps = { ...whole, ...(down && { [down]: silent(whole[down]) }) };
  const ran = {
    sweep: () => scheduleHandlers(deps).sweep(eventOf<ScheduledEvent>(file), lambdaContext),
    retrain: () => scheduleHandlers(deps).retrain(eventOf<ScheduledEvent>(file), lambdaContext),
    reconcile: () => scheduleHandlers(deps).reconcile(eventOf<ScheduledEvent>(file), lambdaContext),
  };
  const outcomes = {
    sweep: { series: 1, queued: 0, waiting: 0 },
    retrain: { queued: 2 },
    reconcile: { alerts: 0, jobs: 0, rules: 0, subscriptions: 0 },
  };
  const name = expected.function as keyof typeof ran;
  if (code === undefined) return expect(ran[name]()).resolves.toEqual(outcomes[name]);
  return expect(ran[name]()).rejects.toMatchObject({ code });
});

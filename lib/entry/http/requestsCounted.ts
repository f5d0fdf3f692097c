import type { MiddlewareObj, Request } from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Metrics } from '../../ports/Metrics';
import type { HttpAnswer } from './answers';
import type { DoorDeps } from './binding';
import { factsOf } from './factsOf';
import { visitOf } from './visits';

const MS_PER_SECOND = 1_000;

/**
 * Counts every answer, and gives it the id under which its log lines and messages are found.
 *
 * Edge    a door that could not be composed counts nothing: its failure stands in the log.
 */
export const requestsCounted = (
  depsOf: () => DoorDeps,
): MiddlewareObj<APIGatewayProxyEventV2, HttpAnswer> => {
  const began = new WeakMap<APIGatewayProxyEventV2, { deps: DoorDeps; at: number }>();
  const finish = async ({ event, context, response }: Request<APIGatewayProxyEventV2, HttpAnswer>) => {
    if (!response) return;
    const { correlationId } = factsOf(event, context);
    response.headers = { ...response.headers, 'x-correlation-id': correlationId };
    const start = began.get(event);
    if (!start) return;
    count(start.deps.metrics, event, {
      status: response.statusCode ?? 500,
      seconds: (start.deps.clock.now() - start.at) / MS_PER_SECOND,
    });
    await start.deps.correlation.within(correlationId, () => start.deps.metrics.publish());
  };
  return {
    before: ({ event }) => {
      const deps = depsOf();
      began.set(event, { deps, at: deps.clock.now() });
    },
    after: finish,
    onError: finish,
  };
};

type Answered = { readonly status: number; readonly seconds: number };

function count(metrics: Metrics, event: APIGatewayProxyEventV2, { status, seconds }: Answered): void {
  const { operation = 'none', tenant } = visitOf(event);
  if (status === 401) return metrics.count('http_strangers_total', {});
  const labels = { operation, outcome: outcomeOf(status) };
  metrics.count('http_requests_total', labels, { tenant });
  metrics.count('http_request_seconds_total', labels, { by: seconds, tenant });
}

const outcomeOf = (status: number): 'ok' | 'refused' | 'failed' => {
  if (status < 400) return 'ok';
  return status < 500 ? 'refused' : 'failed';
};

import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** What became known of a request on its way, for whoever counts it. */
export type Visit = { operation?: string; tenant?: string };

const visits = new WeakMap<APIGatewayProxyEventV2, Visit>();

/** The notes on the request of an event, empty at first. */
export function visitOf(event: APIGatewayProxyEventV2): Visit {
  const standing = visits.get(event) ?? {};
  visits.set(event, standing);
  return standing;
}

import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** A header by its lower-case name, however the gateway spells it; an empty one counts as missing. */
export function headerOf(event: APIGatewayProxyEventV2, name: string): string | undefined {
  return sentHeaderOf(event, name) || undefined;
}

/** As `headerOf`, where an empty header is a mistake. */
export function sentHeaderOf(event: APIGatewayProxyEventV2, name: string): string | undefined {
  const headers = event.headers ?? {};
  const direct = headers[name];
  if (direct !== undefined) return direct;
  const spelled = Object.keys(headers).find((key) => key.toLowerCase() === name);
  return spelled === undefined ? undefined : headers[spelled];
}

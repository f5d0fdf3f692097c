import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** A header by its lower-case name, however the gateway spells it; an empty one counts as missing. */
export function headerOf(event: APIGatewayProxyEventV2, name: string): string | undefined {
  const headers = event.headers ?? {};
  const direct = headers[name];
  if (direct) return direct;
  const spelled = Object.keys(headers).find((key) => key.toLowerCase() === name);
  return (spelled && headers[spelled]) || undefined;
}

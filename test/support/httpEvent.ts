import type { APIGatewayProxyEventV2 } from 'aws-lambda';

export type RequestParts = {
  readonly headers?: Readonly<Record<string, string>>;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: string | object;
  readonly base64?: boolean;
  readonly routeKey?: string;
};

/** A payload-2.0 event as the gateway sends it for a route, with the key `local` unless said otherwise. */
export function httpEvent(route: string, parts: RequestParts = {}): APIGatewayProxyEventV2 {
  const [method = 'GET', template = '/'] = route.split(' ');
  const { params = {}, query = {}, base64 = false } = parts;
  const rawPath = template.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(wellFormed(params[name] ?? '')),
  );
  const body = typeof parts.body === 'object' ? JSON.stringify(parts.body) : parts.body;
  return {
    version: '2.0',
    routeKey: parts.routeKey ?? route,
    rawPath,
    rawQueryString: new URLSearchParams(query).toString(),
    headers: { authorization: 'Bearer local', 'content-type': 'application/json', ...parts.headers },
    queryStringParameters: { ...query },
    pathParameters: { ...params },
    requestContext: {
      accountId: '000000000000',
      apiId: 'test',
      domainName: 'localhost',
      domainPrefix: 'localhost',
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
      requestId: 'the-same-for-all',
      routeKey: route,
      stage: '$default',
      time: '02/Nov/2026:15:04:05 +0000',
      timeEpoch: Date.UTC(2026, 10, 2, 15, 4, 5),
    },
    ...(body !== undefined && { body }),
    isBase64Encoded: base64,
  };
}

/** No client can send half a surrogate pair in a path. */
const wellFormed = (text: string): string => Buffer.from(text, 'utf8').toString('utf8');

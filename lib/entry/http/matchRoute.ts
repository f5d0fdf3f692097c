import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { Problem } from '../../problems';
import type { RouteContract } from '../contract/routeContract';
import { quoted } from '../../quoted';

export type PathParams = Readonly<Record<string, string>>;

export type Match<Route> = { readonly route: Route; readonly params: PathParams };

type Addressed = { readonly contract: Pick<RouteContract, 'method' | 'path' | 'bare'> };

/**
 * Finds the route an event is for. The gateway's own match is taken where there is one; behind
 * `$default` the path is matched here, because a known path with a wrong method must say which
 * methods it takes.
 *
 * Throws  NOT_FOUND, METHOD_NOT_ALLOWED.
 */
export function matchRoute<Route extends Addressed>(
  routes: readonly Route[],
  event: APIGatewayProxyEventV2,
): Match<Route> {
  const matched = routes.find((route) => routeKeysOf(route.contract).includes(event.routeKey));
  if (matched) return { route: matched, params: decodeAll(event.pathParameters ?? {}) };
  const { method } = event.requestContext.http;
  const matches = routes.flatMap((route) => {
    const params = paramsOf(route.contract, event.rawPath);
    return params === undefined ? [] : [{ route, params: decodeAll(params) }];
  });
  const match = matches.find(({ route }) => route.contract.method === method);
  if (match) return match;
  if (matches.length > 0) {
    throw new MethodNotAllowed(
      event.rawPath,
      matches.map(({ route }) => route.contract.method),
    );
  }
  throw new Problem(
    'NOT_FOUND',
    `Nothing is at ${quoted(event.rawPath)}; the routes are listed at "/openapi.json".`,
  );
}

/** METHOD_NOT_ALLOWED that knows what the Allow header must say. */
export class MethodNotAllowed extends Problem {
  readonly allowed: readonly string[];

  constructor(path: string, methods: readonly string[]) {
    const allowed = [...new Set(methods)];
    super('METHOD_NOT_ALLOWED', `${quoted(path)} does not take this method; send ${allowed.join(' or ')}.`);
    this.allowed = allowed;
  }
}

const pathsOf = ({ path, bare }: Addressed['contract']): readonly string[] =>
  bare === undefined ? [path] : [path, bare];

/** The names under which the gateway knows a route. */
export const routeKeysOf = (contract: Addressed['contract']): readonly string[] =>
  pathsOf(contract).map((path) => `${contract.method} ${path}`);

function paramsOf(contract: Addressed['contract'], path: string): PathParams | undefined {
  for (const template of pathsOf(contract)) {
    const params = fill(template.split('/'), path.split('/'));
    if (params !== undefined) return params;
  }
  return undefined;
}

function fill(template: readonly string[], path: readonly string[]): PathParams | undefined {
  if (template.length !== path.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of template.entries()) {
    const given = path[index] ?? '';
    if (part.startsWith('{') && given !== '') params[part.slice(1, -1)] = given;
    else if (part !== given) return undefined;
  }
  return params;
}

const decodeAll = (params: Readonly<Record<string, string | undefined>>): PathParams =>
  Object.fromEntries(Object.entries(params).map(([name, text]) => [name, decoded(text ?? '')]));

/** Gateways differ in whether they decode; none of our parameters can hold a percent sign of its own. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

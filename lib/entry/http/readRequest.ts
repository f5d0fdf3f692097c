import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';
import type { RouteContract } from '../contract/routeContract';
import type { Caller } from './authenticate';
import type { Paging } from './binding';
import { openCursor, sealCursor } from './cursor';
import { sentHeaderOf } from './headerOf';
import { readIfMatch } from './ifMatch';
import type { PathParams } from './matchRoute';
import { readBody } from './readBody';
import { readInput } from '../readInput';

const NO_BODY = z.strictObject({}).optional();
const NO_QUERY = z.strictObject({});
const ANY_QUERY = z.looseObject({});

type Fields = Readonly<Record<string, unknown>>;

/** What has been found out about a request before its own fields are read. */
export type Admitted = {
  readonly contract: RouteContract;
  readonly params: PathParams;
  readonly caller: Caller | undefined;
};

/**
 * A request as its binding takes it: first the raw limits of the body, then every part through the
 * schema that its contract publishes.
 *
 * Throws  INPUT_INVALID, INPUT_TOO_LARGE, INPUT_MEDIA_TYPE, INPUT_PRECONDITION.
 */
export function readRequest(event: APIGatewayProxyEventV2, { contract, params, caller }: Admitted) {
  const sent = readBody(event, contract);
  const ifMatch = expectedVersion(contract, sentHeaderOf(event, 'if-match'));
  const path = contract.params && (readInput(contract.params, params) as Fields);
  const query = readInput(querySchema(contract), event.queryStringParameters ?? {}) as Fields;
  const csv = 'csv' in sent ? sent.csv : undefined;
  const body = 'csv' in sent ? undefined : readInput(contract.body ?? NO_BODY, sent.json);
  const paging = caller && pagingOf(contract, caller, { ...path, ...query });
  return { tenant: caller?.tenant, params: path, query, body, csv, ifMatch, paging };
}

const expectedVersion = ({ ifMatch }: RouteContract, header: string | undefined): number | undefined =>
  ifMatch === true || (ifMatch && header !== undefined) ? readIfMatch(header) : undefined;

/** Public routes are asked by browsers and probes, which add what they like. */
const querySchema = ({ query, scope }: RouteContract): z.ZodType =>
  query ?? (scope === 'public' ? ANY_QUERY : NO_QUERY);

function pagingOf(contract: RouteContract, caller: Caller, { limit: _, cursor, ...filters }: Fields): Paging {
  const bond = { caller, route: contract.operationId, filters };
  return {
    after: typeof cursor === 'string' ? openCursor(bond, cursor) : undefined,
    seal: (next) => (next === undefined ? null : sealCursor(bond, next)),
  };
}

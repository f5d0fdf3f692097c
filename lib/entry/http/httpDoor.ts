import middy from '@middy/core';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import type { Ids } from '../../ports/Ids';
import type { RouteContract } from '../contract/routeContract';
import type { TextFile } from '../docs/referenceFiles';
import type { Compose } from '../firstUse';
import { firstUse } from '../firstUse';
import type { HttpAnswer, RequestFacts } from './answers';
import { bareAnswer, emptyAnswer, successAnswer } from './answers';
import type { Guard } from './authenticate';
import { authenticate } from './authenticate';
import type { Binding, DoorDeps, Reply } from './binding';
import { checkApiVersion } from './checkApiVersion';
import { factsOf } from './factsOf';
import { fileAnswer } from './fileAnswer';
import { headerOf } from './headerOf';
import { inTime } from './inTime';
import { matchRoute } from './matchRoute';
import type { Saving } from './onceByKey';
import { onceByKey } from './onceByKey';
import { problemsAnswered } from './problemsAnswered';
import { readRequest } from './readRequest';
import type { Limiting } from './requireAllowance';
import { requireAllowance } from './requireAllowance';
import { requestsCounted } from './requestsCounted';
import { untilGivenUp } from './untilGivenUp';
import { usesNoted } from './usesNoted';
import { visitOf } from './visits';

export type HttpHandler = (event: APIGatewayProxyEventV2, context: Context) => Promise<HttpAnswer>;

/**
 * A Lambda handler for HTTP API events (payload 2.0). Its steps, in this order: API version, route,
 * who asks and whether they may and how often (noted now and then), the answer saved for an Idempotency-Key, raw limits of
 * the body, schemas, use case, envelope. Who asks comes before the body, so that a stranger's body is never
 * parsed.
 *
 * Whatever it ends in is answered in the envelope and counted, a request that takes too long as well.
 *
 * Throws  at import time only, for a route without a scope: such a function does not start.
 */
export function httpDoor<Deps extends DoorDeps>(
  bindings: readonly Binding<Deps>[],
  compose: Compose<Deps>,
): HttpHandler {
  bindings.forEach(({ contract }) => requireScope(contract));
  const depsOf = firstUse(compose);
  const noteUse = usesNoted();

  const serveWithin = async (deps: Deps, facts: RequestFacts, { event, context, signal }: Asking) => {
    checkApiVersion(event);
    const visit = visitOf(event);
    const { route, params } = matchRoute(bindings, event);
    const { contract } = route;
    visit.operation = contract.operationId;
    const caller = await callerOf(deps, contract, event);
    if (caller) visit.tenant = caller.tenant;
    const own = untilGivenUp(deps, signal);
    const answer = async (ids?: Ids) =>
      answerOf(
        { event, facts, contract },
        await route.run(ids ? { ...own, ids } : own, readRequest(event, { contract, params, caller })),
      );
    if (caller === undefined) return answer();
    await requireAllowance(gateIn(deps), caller);
    const noted = noteUse(gateIn(deps), caller.keyId);
    try {
      return await onceByKey(
        gateIn(deps),
        { event, context, signal, contract, caller, params, facts },
        answer,
      );
    } finally {
      // A process that has answered may be frozen: the note must be out before.
      await noted;
    }
  };

  const serve = async (
    event: APIGatewayProxyEventV2,
    context: Context,
    { signal }: { readonly signal: AbortSignal },
  ): Promise<HttpAnswer> => {
    const deps = depsOf();
    const facts = factsOf(event, context);
    const asking = { event, context, signal };
    return deps.correlation.within(facts.correlationId, () => serveWithin(deps, facts, asking));
  };

  return middy(serve, inTime).use(requestsCounted(depsOf)).use(problemsAnswered(depsOf));
}

type Asking = {
  readonly event: APIGatewayProxyEventV2;
  readonly context: Context;
  /** Aborted when the request is given up. */
  readonly signal: AbortSignal;
};

function requireScope({ scope, operationId }: Partial<RouteContract>): void {
  if (scope === undefined) throw new Error(`the route "${operationId}" declares no scope`);
}

/** `Binding` has made sure that a door with scoped routes is composed with what authentication needs. */
const gateIn = (deps: DoorDeps) => deps as DoorDeps & Guard & Limiting & Saving;

async function callerOf(deps: DoorDeps, { scope }: RouteContract, event: APIGatewayProxyEventV2) {
  if (scope === 'public') return undefined;
  return authenticate(gateIn(deps), headerOf(event, 'authorization'), scope);
}

type Asked = {
  readonly event: APIGatewayProxyEventV2;
  readonly facts: RequestFacts;
  readonly contract: RouteContract;
};

function answerOf({ event, facts, contract }: Asked, reply: Reply): HttpAnswer {
  const { status = firstStatus(contract), data, written, headers = {} } = reply;
  const response = contract.responses[status];
  if (response === undefined) throw new Error(`"${contract.operationId}" does not promise status ${status}`);
  if (response.file !== undefined) {
    return fileAnswer(headerOf(event, 'accept-encoding'), { status, file: data as TextFile, headers });
  }
  if (response.data === undefined) return emptyAnswer({ status, headers });
  return response.bare
    ? bareAnswer({ status, data: data as object, headers })
    : successAnswer(facts, { status, data, written, headers });
}

const firstStatus = ({ responses }: RouteContract): number => Number(Object.keys(responses)[0]);

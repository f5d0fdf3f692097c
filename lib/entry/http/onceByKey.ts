import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import type { Ids } from '../../ports/Ids';
import type { SavedAnswers } from '../../ports/SavedAnswers';
import { isProblem, Problem } from '../../problems';
import { quoted } from '../../quoted';
import type { RouteContract } from '../contract/routeContract';
import type { HttpAnswer, RequestFacts } from './answers';
import { problemAnswer } from './answers';
import type { Caller } from './authenticate';
import { sentHeaderOf } from './headerOf';
import type { PathParams } from './matchRoute';

export type Saving = { readonly savedAnswers: SavedAnswers };

/** A request by an authenticated caller, as far as it decides whether it is the same as another. */
export type Repeatable = {
  readonly event: APIGatewayProxyEventV2;
  readonly context: Context;
  /** Aborted when the request is given up. */
  readonly signal: AbortSignal;
  readonly contract: RouteContract;
  readonly caller: Caller;
  readonly params: PathParams;
  readonly facts: RequestFacts;
};

const PRINTABLE = /^[\x21-\x7e](?:[\x20-\x7e]{0,126}[\x21-\x7e])?$/;

/**
 * Answers a POST that carries an `Idempotency-Key` once: a repetition is given the saved answer, whatever has
 * changed since. Refusals are answers as well. What is our fault is not saved, and the next attempt has the same ids:
 * what an earlier one has made is found and brought to its end.
 *
 * Throws  INPUT_INVALID for a key that is none, INPUT_IDEMPOTENCY_CONFLICT, STORE_CONFLICT.
 */
export async function onceByKey(
  { savedAnswers }: Saving,
  { event, context, signal, contract, caller, params, facts }: Repeatable,
  answer: (ids?: Ids) => Promise<HttpAnswer>,
): Promise<HttpAnswer> {
  const key = sentHeaderOf(event, 'idempotency-key');
  if (key === undefined || contract.method !== 'POST') return answer();
  if (!PRINTABLE.test(key)) throw unprintable(key);
  if (contract.holdsSecret) return answer();
  const request = {
    tenant: caller.tenant,
    route: contract.operationId,
    key,
    content: JSON.stringify([params, event.rawQueryString, event.isBase64Encoded, event.body ?? '']),
    mostMs: context.getRemainingTimeInMillis(),
    signal,
  };
  const run = async (ids: Ids) =>
    JSON.stringify(await answer(ids).catch((error: unknown) => refusal(facts, error)));
  return JSON.parse(await savedAnswers.once(request, run)) as HttpAnswer;
}

function refusal(facts: RequestFacts, error: unknown): HttpAnswer {
  if (isProblem(error) && error.status < 500) return problemAnswer(facts, error);
  throw error;
}

function unprintable(key: string): Problem {
  const message = `Idempotency-Key is ${quoted(key)}; send 1 to 128 printable characters.`;
  return new Problem('INPUT_INVALID', message, { details: [{ path: 'Idempotency-Key', message }] });
}

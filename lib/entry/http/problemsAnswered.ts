import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { isProblem, Problem } from '../../problems';
import { failureFields } from '../failureFields';
import { logFailure } from '../logFailure';
import type { HttpAnswer } from './answers';
import { problemAnswer } from './answers';
import type { DoorDeps } from './binding';
import { factsOf } from './factsOf';

/**
 * Turns whatever a step threw into an answer in the envelope. What is our fault is logged in full and
 * told in one sentence with the request id.
 */
export const problemsAnswered = (
  depsOf: () => DoorDeps,
): MiddlewareObj<APIGatewayProxyEventV2, HttpAnswer> => ({
  onError: (request) => {
    const { event, context, error } = request;
    const facts = factsOf(event, context);
    const isOurs = !isProblem(error) || error.status >= 500;
    if (isOurs) {
      const { requestId, correlationId: correlation_id } = facts;
      logFailure(depsOf, 'request failed', { requestId, correlation_id, ...failureFields(error) });
    }
    request.response = problemAnswer(facts, presentable(error, facts.requestId));
  },
});

/** A caller is told neither our variables nor our stack. */
function presentable(error: unknown, requestId: string): Problem {
  const report = `report the request id "${requestId}"`;
  if (!isProblem(error)) return new Problem('INTERNAL', `Something went wrong on our side; ${report}.`);
  if (error.code === 'CONFIG_INVALID') {
    return new Problem('CONFIG_INVALID', `This function is not configured; ${report}.`);
  }
  return error;
}

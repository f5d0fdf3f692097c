import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Problem, ProblemCode } from '../../problems';
import { API_VERSION } from '../contract/envelope';
import { finiteJson } from './finiteJson';
import { MethodNotAllowed } from './matchRoute';

export type HttpAnswer = APIGatewayProxyStructuredResultV2;

/** What every answer says about the request it belongs to. */
export type RequestFacts = {
  readonly requestId: string;
  /** Under which log lines and messages of this request are found: the caller's own, or the request id. */
  readonly correlationId: string;
  /** Epoch ms at which the gateway took the request. */
  readonly receivedAt: number;
};

export const SAFE_HEADERS = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' };
const JSON_HEADERS = {
  ...SAFE_HEADERS,
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'no-store',
};

/** Seconds to wait when the one who refused did not say how long. */
const USUAL_WAIT_SECONDS: Partial<Record<ProblemCode, number>> = {
  LIMIT_EXCEEDED: 60,
  MARKET_RATE_LIMITED: 60,
};

export type Headers = Readonly<Record<string, string>>;

type Success = {
  readonly status: number;
  readonly data: unknown;
  /** The JSON of `data`, where it is written already. */
  readonly written?: string | undefined;
  readonly headers?: Headers;
};

/** An answer in the envelope. */
export const successAnswer = (
  facts: RequestFacts,
  { status, data, written, headers }: Success,
): HttpAnswer => ({
  statusCode: status,
  headers: { ...JSON_HEADERS, ...headers },
  body:
    written === undefined
      ? finiteJson({ success: true, data, metadata: metadataOf(facts) })
      : `{"success":true,"data":${written},"metadata":${JSON.stringify(metadataOf(facts))}}`,
});

/** The texts of documents that were answered: writing a large one takes longer than all the rest of its answer. */
const written = new WeakMap<object, string>();

/** An answer that is the document itself, which does not change: it is written once for as long as it is held. */
export function bareAnswer(reply: { status: number; data: object; headers?: Headers }): HttpAnswer {
  const body = written.get(reply.data) ?? finiteJson(reply.data);
  written.set(reply.data, body);
  return { statusCode: reply.status, headers: { ...JSON_HEADERS, ...reply.headers }, body };
}

/** An answer without a body. */
export const emptyAnswer = ({ status, headers = {} }: { status: number; headers?: Headers }): HttpAnswer => ({
  statusCode: status,
  headers: { ...SAFE_HEADERS, 'cache-control': 'no-store', ...headers },
});

/** A broken precondition as its caller sees it. */
export function problemAnswer(facts: RequestFacts, problem: Problem): HttpAnswer {
  const { timestamp, ...metadata } = metadataOf(facts);
  return {
    statusCode: problem.status,
    headers: { ...JSON_HEADERS, ...problemHeaders(problem) },
    body: finiteJson({
      success: false,
      error: {
        code: problem.code,
        message: problem.message,
        ...(problem.details && { details: problem.details }),
        timestamp,
      },
      metadata: { timestamp, ...metadata },
    }),
  };
}

function problemHeaders(problem: Problem): Headers {
  const headers: Record<string, string> = {};
  const wait = problem.retryAfterSeconds ?? USUAL_WAIT_SECONDS[problem.code];
  if (wait !== undefined) headers['retry-after'] = String(Math.max(1, Math.ceil(wait)));
  if (problem instanceof MethodNotAllowed) headers.allow = problem.allowed.join(', ');
  if (problem.status === 401) headers['www-authenticate'] = 'Bearer realm="stock-price-alerter"';
  return headers;
}

const metadataOf = ({ requestId, receivedAt }: RequestFacts) => ({
  timestamp: new Date(receivedAt).toISOString(),
  version: API_VERSION,
  requestId,
});

/**
 * The registry of broken preconditions: what a caller may see, whether trying again can help, and
 * what to do. The README's table is checked against it.
 */
type Entry = {
  readonly status: number;
  readonly retryable: boolean;
  readonly title: string;
  readonly fix: string;
};

const entry = (status: number, retryable: boolean, title: string, fix: string): Entry => ({
  status,
  retryable,
  title,
  fix,
});

export const PROBLEMS = {
  INPUT_INVALID: entry(400, false, 'The request is malformed', 'Correct the fields named in details.'),
  INPUT_API_VERSION: entry(
    400,
    false,
    'Unknown API version',
    'Send Api-Version: 1, or leave the header out.',
  ),
  INPUT_TOO_LARGE: entry(
    413,
    false,
    'The body is too large',
    'Send at most 65,536 bytes, to import bars 4,194,304.',
  ),
  INPUT_MEDIA_TYPE: entry(
    415,
    false,
    'The body is encoded or not JSON',
    'Send plain application/json, to import bars that or text/csv.',
  ),
  INPUT_PRECONDITION: entry(428, false, 'If-Match is missing', 'Send If-Match with the version you read.'),
  INPUT_IDEMPOTENCY_CONFLICT: entry(
    422,
    false,
    'The Idempotency-Key names another request',
    'Send a new key with a new request.',
  ),
  AUTH_MISSING: entry(401, false, 'No API key', 'Send Authorization: Bearer <api key>.'),
  AUTH_INVALID: entry(401, false, 'The API key is not valid', 'Check the key; it may be revoked or expired.'),
  AUTH_SCOPE: entry(
    403,
    false,
    'The API key lacks the scope',
    'Use a key with the scope named in the message.',
  ),
  NOT_FOUND: entry(404, false, 'Nothing is here', 'Check the path and the id.'),
  METHOD_NOT_ALLOWED: entry(
    405,
    false,
    'The method is not allowed here',
    'Use one of the methods in the Allow header.',
  ),
  SYMBOL_UNKNOWN: entry(
    404,
    false,
    'No source knows the symbol',
    'Check the spelling, or which market data is configured.',
  ),
  MODEL_NOT_TRAINED: entry(
    409,
    false,
    'No model is trained for this',
    'POST /v1/train with the same symbol, interval and horizon.',
  ),
  MODEL_INCOMPATIBLE: entry(
    409,
    true,
    'The stored model cannot be used',
    'Train again; the damaged object is named in the log.',
  ),
  MODEL_DEGENERATE: entry(
    422,
    false,
    'The series cannot be learned from',
    'A flat or constant series has nothing to forecast; choose another.',
  ),
  BARS_INSUFFICIENT: entry(
    422,
    false,
    'There are too few bars',
    'Wait for more history or choose a symbol with more.',
  ),
  BARS_INVALID: entry(422, false, 'The bars are not valid', 'Correct the rows named in details.'),
  BARS_STALE: entry(503, true, 'The newest bar is too old', 'Try again once the source delivers.'),
  RULE_INVALID: entry(422, false, 'The rule is not valid', 'Correct the places named in details.'),
  MARKET_RATE_LIMITED: entry(503, true, 'The market data source limits us', 'Try again after Retry-After.'),
  MARKET_UNAVAILABLE: entry(503, true, 'The market data source does not answer', 'Try again later.'),
  MARKET_MALFORMED: entry(
    502,
    true,
    'The market data source answered nonsense',
    'Try again later, or configure another source.',
  ),
  MARKET_ENTITLEMENT: entry(
    502,
    false,
    'The market data plan lacks this',
    'Upgrade the plan or configure another source.',
  ),
  MARKET_AUTH: entry(
    502,
    false,
    'The market data source refused our key',
    'Correct the source key in the configuration.',
  ),
  STORE_CONFLICT: entry(409, true, 'Somebody else changed it', 'Read it again and repeat the change.'),
  STORE_UNAVAILABLE: entry(
    503,
    true,
    'Storage does not answer in time',
    'Try again; after a write, look at what stands first.',
  ),
  NOTIFY_UNCONFIRMED: entry(
    409,
    false,
    'The subscription is not confirmed',
    'Follow the confirmation link first.',
  ),
  NOTIFY_UNAVAILABLE: entry(
    503,
    true,
    'The notification service does not answer',
    'Nothing to do: it is tried again.',
  ),
  NOTIFY_REJECTED: entry(
    502,
    false,
    'The notification service refused the message',
    'See the log for its reason.',
  ),
  LIMIT_EXCEEDED: entry(
    429,
    true,
    'Too many requests, or too many of a kind',
    'Wait for Retry-After seconds, or delete what you no longer need.',
  ),
  CONFIG_INVALID: entry(
    500,
    false,
    'The function is not configured',
    'Correct the variables named in the log.',
  ),
  INTERNAL: entry(500, false, 'Something went wrong on our side', 'Report the request id.'),
} as const satisfies Record<string, Entry>;

export type ProblemCode = keyof typeof PROBLEMS;

/** A place that is wrong, with what to send there. */
export type ProblemDetail = { readonly path: string; readonly message: string };

/** What one of several market data providers has said. */
export type ProviderDetail = { readonly provider: string; readonly code: string };

type Details = readonly ProblemDetail[] | readonly ProviderDetail[];

/** A broken precondition, thrown. Its message says what, with the value in quotes, and what to do. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly details: Details | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ProblemCode,
    message: string,
    more: { details?: Details; cause?: unknown; retryAfterSeconds?: number } = {},
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.code = code;
    this.details = more.details;
    this.retryAfterSeconds = more.retryAfterSeconds;
  }

  get status(): number {
    return PROBLEMS[this.code].status;
  }

  get retryable(): boolean {
    return PROBLEMS[this.code].retryable;
  }
}

/** True for a Problem with that code. */
export function isProblem(error: unknown, code?: ProblemCode): error is Problem {
  return error instanceof Problem && (code === undefined || error.code === code);
}

/** Names of errors that say "not now" although their HTTP status says that the request is at fault. */
const NOT_NOW = new Set([
  'BandwidthLimitExceeded',
  'ExpiredToken',
  'ExpiredTokenException',
  'KMSThrottlingException',
  'PriorRequestNotComplete',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'RequestTimeout',
  'RequestTimeoutException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TimeoutError',
  'TooManyRequestsException',
]);

/** Codes of Node's network errors. */
const NETWORK = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

const TOO_MANY_REQUESTS = 429;

type Failure = {
  readonly name?: string;
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
  /** The SDK keeps the raw answer here when it could not even read it. */
  readonly $response?: { readonly statusCode?: number };
};

/** The HTTP status of an SDK error; undefined when no answer came, or when it is no SDK error. */
export function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const failure = error as Failure;
  return failure.$metadata?.httpStatusCode ?? failure.$response?.statusCode;
}

/** True when a service did not answer, or answered that it cannot now: the same request may succeed later. */
export function isOutage(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { name = '', code = '' } = error as Failure;
  const status = statusOf(error) ?? 0;
  return status >= 500 || status === TOO_MANY_REQUESTS || NOT_NOW.has(name) || NETWORK.has(code);
}

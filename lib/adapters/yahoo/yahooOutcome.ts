import {
  isObject,
  jsonOf,
  MALFORMED,
  type Outcome,
  outcomeOf,
  type ReadBody,
  type Refusal,
  UNAVAILABLE,
  UNKNOWN_SYMBOL,
  type VendorAnswer,
} from '../vendor/outcome';

const MINUTE = { kind: 'rateLimited', window: 'minute' } as const;

/** What the code of an error means: that there is no such symbol, or not so many bars of one. */
const REFUSED: ReadonlyMap<string, Refusal> = new Map<string, Refusal>([
  ['Not Found', UNKNOWN_SYMBOL],
  ['Unprocessable Entity', { kind: 'entitlement', scope: 'parameter' }],
]);

/**
 * What Yahoo's chart has answered.
 *
 * Edge  what nobody has seen before is malformed, never data and never an exception.
 */
export function yahooOutcome<Data>(answer: VendorAnswer, read: ReadBody<Data>): Outcome<Data> {
  if (answer.status === 429) return MINUTE;
  if (answer.status >= 500) return UNAVAILABLE;
  const body = jsonOf(answer);
  const chart = isObject(body) ? body['chart'] : undefined;
  if (!isObject(chart)) return MALFORMED;
  const error = chart['error'];
  if (isObject(error)) return REFUSED.get(String(error['code'])) ?? MALFORMED;
  return answer.status === 200 ? outcomeOf(chart, read) : MALFORMED;
}

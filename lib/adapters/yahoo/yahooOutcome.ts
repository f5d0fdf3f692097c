import {
  isObject,
  jsonOf,
  MALFORMED,
  type Outcome,
  outcomeOf,
  type ReadBody,
  UNAVAILABLE,
  UNKNOWN_SYMBOL,
  type VendorAnswer,
} from '../vendor/outcome';

const MINUTE = { kind: 'rateLimited', window: 'minute' } as const;

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
  if (isObject(error)) return error['code'] === 'Not Found' ? UNKNOWN_SYMBOL : MALFORMED;
  return answer.status === 200 ? outcomeOf(chart, read) : MALFORMED;
}

import {
  AUTH,
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

const BURST = { kind: 'rateLimited', window: 'burst' } as const;
const MINUTE = { kind: 'rateLimited', window: 'minute' } as const;
const DAY = { kind: 'rateLimited', window: 'day' } as const;
const PLAN = { kind: 'entitlement', scope: 'endpoint' } as const;

/** In this order: what tells of a burst speaks of the day as well, and what tells of the day of premium plans. */
const INFORMATION: readonly (readonly [RegExp, Refusal])[] = [
  [/spreading out/i, BURST],
  [/we have detected your api key/i, DAY],
  [/premium/i, PLAN],
  [/\bdemo\b/i, AUTH],
  // Of news: it has another word for a symbol that it does not know.
  [/^invalid inputs/i, UNKNOWN_SYMBOL],
];

/** What the one key of a refusal means; undefined for one that is none. */
function refusalOf(key: string, text: unknown): Refusal | undefined {
  const said = typeof text === 'string' ? text : '';
  switch (key) {
    case 'Note':
      return MINUTE;
    case 'Error Message':
      return /api ?key/i.test(said) ? AUTH : UNKNOWN_SYMBOL;
    case 'Information':
      return INFORMATION.find(([words]) => words.test(said))?.[1] ?? MALFORMED;
    default:
      return undefined;
  }
}

/**
 * What Alpha Vantage has answered. It answers 200 whatever happened: a refusal is an object with one key, which a sound
 * body never has alone.
 *
 * Edge  what nobody has seen before is malformed, never data and never an exception.
 */
export function alphaVantageOutcome<Data>(answer: VendorAnswer, read: ReadBody<Data>): Outcome<Data> {
  if (answer.status === 429) return MINUTE;
  if (answer.status >= 500) return UNAVAILABLE;
  if (answer.status === 401 || answer.status === 403) return AUTH;
  const body = answer.status === 200 ? jsonOf(answer) : undefined;
  if (!isObject(body)) return MALFORMED;
  const [only, ...others] = Object.entries(body);
  const refusal = only && others.length === 0 ? refusalOf(...only) : undefined;
  return refusal ?? outcomeOf(body, read);
}

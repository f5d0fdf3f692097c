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

/** The limit is the account's; of what time nothing says: who meets it again waits longer. */
const LIMIT = { kind: 'rateLimited', window: 'minute' } as const;

/** What a plan lacks, as the plain text of a 402 says it. */
const PLANS: readonly (readonly [RegExp, Refusal])[] = [
  [/special endpoint/i, { kind: 'entitlement', scope: 'symbol' }],
  [/special parameters/i, { kind: 'entitlement', scope: 'parameter' }],
];
const ENDPOINT = { kind: 'entitlement', scope: 'endpoint' } as const;

const MESSAGES: readonly (readonly [RegExp, Refusal])[] = [
  [/limit reach/i, LIMIT],
  [/invalid api ?key/i, AUTH],
  [/legacy endpoint|exclusive endpoint|restricted endpoint|premium/i, ENDPOINT],
];

const BY_STATUS: ReadonlyMap<number, Refusal> = new Map<number, Refusal>([
  [401, AUTH],
  [403, ENDPOINT],
  [429, LIMIT],
]);

/** What an object says that tells of a failure; undefined for other bodies. */
function refusalIn(body: unknown): Refusal | undefined {
  if (!isObject(body)) return undefined;
  const said = body['Error Message'] ?? body['error'];
  if (said === undefined) return undefined;
  return MESSAGES.find(([words]) => typeof said === 'string' && words.test(said))?.[1] ?? MALFORMED;
}

/**
 * What Financial Modeling Prep has answered: a list, which is empty for a symbol that it does not know.
 *
 * Edge  what nobody has seen before is malformed, never data and never an exception.
 */
export function fmpOutcome<Data>(answer: VendorAnswer, read: ReadBody<Data>): Outcome<Data> {
  const { status, text } = answer;
  if (status >= 500) return UNAVAILABLE;
  if (status === 402) return PLANS.find(([words]) => words.test(text))?.[1] ?? ENDPOINT;
  const body = jsonOf(answer);
  const refusal = refusalIn(body) ?? BY_STATUS.get(status);
  if (refusal) return refusal;
  if (status !== 200 || !Array.isArray(body)) return MALFORMED;
  return body.length === 0 ? UNKNOWN_SYMBOL : outcomeOf(body, read);
}

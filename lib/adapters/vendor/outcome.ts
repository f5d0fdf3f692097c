/** What a vendor has answered, before anybody has looked at what it means. */
export type VendorAnswer = {
  readonly status: number;
  /** As the header has it; empty where there was none. */
  readonly contentType: string;
  readonly text: string;
  /** The vendor's own time, epoch ms, to the second, as its header has it; absent where there was none. */
  readonly date?: number;
};

/** What an answer means that holds no data. */
export type Refusal =
  | { readonly kind: 'rateLimited'; readonly window: 'burst' | 'minute' | 'day' }
  /** The plan lacks it: all of what was asked of, the symbol alone, or a parameter. */
  | { readonly kind: 'entitlement'; readonly scope: 'endpoint' | 'symbol' | 'parameter' }
  | { readonly kind: 'auth' }
  | { readonly kind: 'unknownSymbol' }
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'malformed' };

export type Outcome<Data> = { readonly kind: 'data'; readonly data: Data } | Refusal;

export const MALFORMED = { kind: 'malformed' } as const;
export const UNAVAILABLE = { kind: 'unavailable' } as const;
export const UNKNOWN_SYMBOL = { kind: 'unknownSymbol' } as const;
export const AUTH = { kind: 'auth' } as const;

/** How a function reads its data out of a parsed body: undefined where the body is not what it expects. */
export type ReadBody<Data> = (body: unknown) => Data | Refusal | undefined;

/** The data of a body, or what else it means. */
export function outcomeOf<Data>(body: unknown, read: ReadBody<Data>): Outcome<Data> {
  const found = read(body);
  if (found === undefined) return MALFORMED;
  return isRefusal(found) ? found : { kind: 'data', data: found };
}

const REFUSALS: ReadonlySet<unknown> = new Set<Refusal['kind']>([
  'rateLimited',
  'entitlement',
  'auth',
  'unknownSymbol',
  'unavailable',
  'malformed',
]);

const isRefusal = (found: unknown): found is Refusal =>
  typeof found === 'object' && found !== null && 'kind' in found && REFUSALS.has(found.kind);

/** A body that says it is JSON, parsed; undefined for one that does not, or is not. */
export function jsonOf({ contentType, text }: VendorAnswer): unknown {
  if (!/^application\/([a-z.+-]+\+)?json\b/i.test(contentType.trim())) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // What is cut off on the way is no answer: the caller takes it for malformed.
    return undefined;
  }
}

/** Whether something is a JSON object, and no list. */
export const isObject = (body: unknown): body is Readonly<Record<string, unknown>> =>
  typeof body === 'object' && body !== null && !Array.isArray(body);

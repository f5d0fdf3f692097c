import type { ProblemCode } from '../../problems';

/** What a route may answer that asks a source of bars. */
export const MARKET_PROBLEMS = [
  'MARKET_UNAVAILABLE',
  'MARKET_RATE_LIMITED',
  'MARKET_MALFORMED',
  'MARKET_ENTITLEMENT',
  'MARKET_AUTH',
] as const satisfies readonly ProblemCode[];

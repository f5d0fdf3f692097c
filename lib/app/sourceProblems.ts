import { isProblem, type Problem, type ProblemCode } from '../problems';

/** What a source of bars says that serves nothing now, though the symbol may be its own. */
export const SOURCE_PROBLEMS = [
  'MARKET_UNAVAILABLE',
  'MARKET_RATE_LIMITED',
  'MARKET_MALFORMED',
  'MARKET_ENTITLEMENT',
  'MARKET_AUTH',
] as const satisfies readonly ProblemCode[];

/** True for what a source says that serves nothing now. */
export const isSourceProblem = (error: unknown): error is Problem =>
  SOURCE_PROBLEMS.some((code) => isProblem(error, code));

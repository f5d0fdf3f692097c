import { Problem } from '../../problems';

/** What a provider has said in place of an answer. */
export type Failure = { readonly provider: string; readonly problem: Problem };

/** Codes of providers that have said nothing about the symbol. */
const SILENT: ReadonlySet<string> = new Set(['MARKET_UNAVAILABLE', 'MARKET_RATE_LIMITED']);

/** Each provider with the code of what it has said. */
export const told = (failures: readonly Failure[]) =>
  failures.map(({ provider, problem: { code } }) => ({ provider, code }));

/** What providers have said together: SYMBOL_UNKNOWN where all that answered say so, else what the first has said. */
export function together(failures: readonly Failure[]): Problem {
  const answered = failures.filter(({ problem }) => !SILENT.has(problem.code));
  const isUnknown = answered.length > 0 && answered.every(({ problem }) => problem.code === 'SYMBOL_UNKNOWN');
  const { problem } = (isUnknown ? answered : failures)[0]!;
  const details = told(failures);
  const { code, message, retryAfterSeconds } = problem;
  return new Problem(code, message, {
    details,
    cause: problem,
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  });
}

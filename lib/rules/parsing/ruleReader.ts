import type { Interval } from '../../market/interval';
import type { ProblemDetail } from '../../problems';
import { shortened } from '../../quoted';
import type { Cond, Expr } from '../rule';

/** At most this many mistakes are listed: a body of garbage must not give a longer answer. */
export const MOST_MISTAKES = 50;

/**
 * What a part of a rule is read with. A reader answers `undefined` where a mistake was noted, and
 * for `undefined` itself: an absent key is noted by whoever knows that it is required.
 */
export type RuleReader = {
  /** Absent while the rule's own interval is a mistake: spans cannot be measured then. */
  readonly interval: Interval | undefined;
  readonly mistake: (path: string, message: string) => undefined;
  readonly expr: (json: unknown, path: string) => Expr | undefined;
  readonly cond: (json: unknown, path: string) => Cond | undefined;
};

export type Mistakes = { readonly list: ProblemDetail[]; readonly mistake: RuleReader['mistake'] };

/** An empty list of mistakes and the function that notes one; its answer stands for what was not read. */
export function noMistakesYet(): Mistakes {
  const list: ProblemDetail[] = [];
  const mistake = (path: string, message: string): undefined => {
    if (list.length < MOST_MISTAKES) list.push({ path, message });
  };
  return { list, mistake };
}

/** The dotted path of a key below a path; the body's root is the empty path, a long key is cut. */
export const below = (path: string, key: string | number): string =>
  path === '' ? shortened(String(key)) : `${path}.${shortened(String(key))}`;

import type { Attempt, Ids } from '../ports/Ids';

/**
 * The ids of one attempt at a request, made of the name that all its attempts share.
 *
 * Shape  the name is an id itself: those made of it sort by when the request was first tried.
 * @example attemptIds({ request: 'request_01a2', isFirst: true }).next('rule') // → 'rule_01a2', then 'rule_01a2-2'
 */
export function attemptIds(attempt: Attempt): Ids {
  const name = attempt.request.slice(attempt.request.indexOf('_') + 1);
  let made = 0;
  return {
    attempt,
    next(prefix) {
      made += 1;
      return `${prefix}_${name}${made === 1 ? '' : `-${made}`}`;
    },
  };
}

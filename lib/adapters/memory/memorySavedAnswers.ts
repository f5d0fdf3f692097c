import type { Clock } from '../../ports/Clock';
import type { Ids } from '../../ports/Ids';
import type { RepeatableRequest, SavedAnswers } from '../../ports/SavedAnswers';
import { attemptIds } from '../attemptIds';
import { packedAnswer } from '../packedAnswer';
import { keyInUse, keyOfAnother } from '../savedAnswerProblems';

const KEPT_MS = 24 * 3_600_000;

type Saved = { readonly content: string; readonly answer: string | undefined; readonly until: number };

/** The ids of the next attempt at a request. */
function memoryAttempts(clock: Clock, ids: Ids): (request: RepeatableRequest) => Ids {
  const attempts = new Map<string, { readonly request: string; readonly until: number }>();
  return ({ tenant, route, key, content }) => {
    const name = JSON.stringify([tenant, route, key, content]);
    const standing = attempts.get(name);
    if (standing && clock.now() < standing.until)
      return attemptIds({ request: standing.request, isFirst: false });
    const fresh = { request: ids.next('request'), until: clock.now() + KEPT_MS };
    attempts.set(name, fresh);
    return attemptIds({ request: fresh.request, isFirst: true });
  };
}

/** Saved answers in memory, which keeps no larger ones than a table can. */
export function memorySavedAnswers(clock: Clock, ids: Ids): SavedAnswers {
  const saved = new Map<string, Saved>();
  const attemptAt = memoryAttempts(clock, ids);
  return {
    async once(request, run) {
      const { tenant, route, key, content, mostMs, signal } = request;
      const name = JSON.stringify([tenant, route, key]);
      const standing = saved.get(name);
      if (standing && clock.now() < standing.until) {
        if (standing.content !== content) throw keyOfAnother(key);
        if (standing.answer === undefined) throw keyInUse(key);
        return standing.answer;
      }
      saved.set(name, { content, answer: undefined, until: clock.now() + mostMs });
      try {
        const answer = await run(attemptAt(request));
        const isKept = (await packedAnswer(answer)) !== undefined;
        if (signal.aborted) return answer;
        if (isKept) saved.set(name, { content, answer, until: clock.now() + KEPT_MS });
        else saved.delete(name);
        return answer;
      } catch (error) {
        if (!signal.aborted) saved.delete(name);
        throw error;
      }
    },
  };
}

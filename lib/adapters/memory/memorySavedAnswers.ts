import type { Clock } from '../../ports/Clock';
import type { SavedAnswers } from '../../ports/SavedAnswers';
import { keyInUse, keyOfAnother } from '../savedAnswerProblems';

const KEPT_MS = 24 * 3_600_000;

type Saved = { readonly content: string; readonly answer: string | undefined; readonly until: number };

/** Saved answers in memory. */
export function memorySavedAnswers(clock: Clock): SavedAnswers {
  const saved = new Map<string, Saved>();
  return {
    async once({ tenant, route, key, content, mostMs }, run) {
      const name = JSON.stringify([tenant, route, key]);
      const standing = saved.get(name);
      if (standing && clock.now() < standing.until) {
        if (standing.content !== content) throw keyOfAnother(key);
        if (standing.answer === undefined) throw keyInUse(key);
        return standing.answer;
      }
      saved.set(name, { content, answer: undefined, until: clock.now() + mostMs });
      try {
        const answer = await run();
        saved.set(name, { content, answer, until: clock.now() + KEPT_MS });
        return answer;
      } catch (error) {
        saved.delete(name);
        throw error;
      }
    },
  };
}

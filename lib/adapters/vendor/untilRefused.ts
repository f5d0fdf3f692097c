import type { Outcome } from './outcome';

/**
 * Asks one question after the other, up to the first that is refused: after a plan, a limit or a failure the next would
 * fare no better. That a symbol is not known in one stretch of time says nothing of the others.
 */
export async function untilRefused<Question, Data>(
  questions: readonly Question[],
  ask: (question: Question) => Promise<Outcome<Data>>,
): Promise<readonly Outcome<Data>[]> {
  const outcomes: Outcome<Data>[] = [];
  for (const question of questions) {
    const outcome = await ask(question);
    outcomes.push(outcome);
    if (outcome.kind !== 'data' && outcome.kind !== 'unknownSymbol') break;
  }
  return outcomes;
}

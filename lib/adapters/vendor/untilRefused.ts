import type { Outcome } from './outcome';

/** The newest and the oldest stretch. */
const ENDS = 2;

/**
 * Asks for stretches of time, given oldest first, up to the first that is refused: after a plan, a limit or a failure
 * the next would fare no better.
 *
 * Shape   outcomes in the order of their questions.
 * Edge    that a symbol is not known in one stretch says nothing of the others; but where it is known neither in the newest
 *         nor in the oldest, which are asked for first, it is taken for unknown in those between.
 */
export async function untilRefused<Question, Data>(
  questions: readonly Question[],
  ask: (question: Question) => Promise<Outcome<Data>>,
): Promise<readonly Outcome<Data>[]> {
  const outcomes: (readonly [place: number, outcome: Outcome<Data>])[] = [];
  for (const turn of questions.keys()) {
    const place = turn === 0 ? questions.length - 1 : turn - 1;
    const outcome = await ask(questions[place]!);
    outcomes.push([place, outcome]);
    const isRefused = outcome.kind !== 'data' && outcome.kind !== 'unknownSymbol';
    if (isRefused || (outcomes.length === ENDS && outcomes.every(isUnknown))) break;
  }
  return outcomes.sort(([one], [other]) => one - other).map(([, outcome]) => outcome);
}

const isUnknown = ([, { kind }]: readonly [number, Outcome<unknown>]): boolean => kind === 'unknownSymbol';

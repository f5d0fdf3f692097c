import { isProblem } from '../problems';

/**
 * Waits for what must hold of a write that is done; where it does not hold, or nobody can tell, the write is undone
 * and the reason thrown.
 *
 * Edge    what is gone already is undone. Where undoing fails, that failure is thrown: a refusal would be saved as the
 *         answer of its request, and this one has to be tried again.
 */
export async function orElse(
  undo: () => Promise<unknown>,
  ...holds: readonly Promise<void>[]
): Promise<void> {
  try {
    await Promise.all(holds);
  } catch (error) {
    await Promise.allSettled(holds);
    await undo().catch(unlessGone);
    throw error;
  }
}

function unlessGone(failure: unknown): void {
  if (!isProblem(failure, 'NOT_FOUND')) throw failure;
}

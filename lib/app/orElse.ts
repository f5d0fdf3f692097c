import { isProblem } from '../problems';

/**
 * Waits for what must hold of a write that is done; where it does not hold, or nobody can tell, the write is undone
 * and the reason thrown.
 *
 * Shape   false where undoing is refused since others have changed it, or begun to use it: then it stays.
 * Edge    what is gone already is undone. Where undoing fails, that failure is thrown: a refusal would be saved as the
 *         answer of its request, and this one has to be tried again.
 */
export async function orElse(
  undo: () => Promise<unknown>,
  ...holds: readonly Promise<void>[]
): Promise<boolean> {
  try {
    await Promise.all(holds);
    return true;
  } catch (error) {
    await Promise.allSettled(holds);
    if (await isUndone(undo)) throw error;
    return false;
  }
}

async function isUndone(undo: () => Promise<unknown>): Promise<boolean> {
  try {
    await undo();
    return true;
  } catch (failure) {
    if (isProblem(failure, 'NOT_FOUND')) return true;
    if (isProblem(failure, 'STORE_CONFLICT')) return false;
    throw failure;
  }
}

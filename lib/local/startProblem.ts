/** Why the local stack cannot start or go on, as one sentence for the terminal; its stack is of no interest. */
export class StartProblem extends Error {
  override readonly name = 'StartProblem';
}

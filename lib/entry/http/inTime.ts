import { Problem } from '../../problems';

/** How long (ms) before its function is ended a request is given up: enough to count, log and answer it. */
const LEFT_TO_ANSWER_MS = 1_000;

/**
 * For middy: gives up on a request whose function is about to be ended, whose caller would be told nothing in the
 * envelope.
 *
 * Edge  its work goes on for as long as the process does, without its ports: see `untilGivenUp`.
 */
export const inTime = {
  timeoutEarlyInMillis: LEFT_TO_ANSWER_MS,
  timeoutEarlyResponse: (): never => {
    throw new Problem(
      'STORE_UNAVAILABLE',
      'The request took too long and was given up; what it writes may be written in part. Look at what stands before you repeat it.',
    );
  },
};

import { Problem } from '../../problems';
import { isOutage, statusOf } from '../aws/isOutage';

/**
 * Waits for SNS. An outage becomes NOTIFY_UNAVAILABLE: try again. A refusal becomes NOTIFY_REJECTED:
 * the same message would be refused again. An error that is not of SNS is thrown as it came.
 *
 * Throws  NOTIFY_UNAVAILABLE, NOTIFY_REJECTED
 */
export async function notifyAnswer<Answer>(topic: string, pending: Promise<Answer>): Promise<Answer> {
  try {
    return await pending;
  } catch (error) {
    if (isOutage(error)) {
      throw new Problem('NOTIFY_UNAVAILABLE', `SNS does not answer for "${topic}". Try again.`, {
        cause: error,
      });
    }
    if (statusOf(error) === undefined) throw error;
    const reason = error instanceof Error ? error.name : String(error);
    throw new Problem('NOTIFY_REJECTED', `SNS refused "${topic}" with "${reason}". Correct the cause.`, {
      cause: error,
    });
  }
}

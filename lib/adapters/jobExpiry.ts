import type { TrainingJob } from '../ports/JobStore';

export const MS_PER_SECOND = 1_000;
const KEPT_SECONDS = 7 * 24 * 60 * 60;

type Changed = Pick<TrainingJob, 'updatedAt'>;

/**
 * When a training job expires: a week after its last change.
 *
 * Units  epoch seconds, rounded up, as DynamoDB counts them.
 */
export const jobExpiresAt = ({ updatedAt }: Changed): number =>
  Math.ceil(updatedAt / MS_PER_SECOND) + KEPT_SECONDS;

/** True from the second on in which the job expires (`now` in epoch ms). */
export const isJobExpired = (job: Changed, now: number): boolean => jobExpiresAt(job) <= now / MS_PER_SECOND;

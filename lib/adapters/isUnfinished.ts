import type { TrainingJob } from '../ports/JobStore';

/** True while somebody still has to do something about the job. */
export const isUnfinished = (job: TrainingJob): boolean =>
  job.status === 'queued' || job.status === 'running';

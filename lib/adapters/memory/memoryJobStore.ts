import type { JobStore, TrainingJob } from '../../ports/JobStore';
import { isJobExpired } from '../jobExpiry';
import { isUnfinished } from '../isUnfinished';
import { copyOf } from './copyOf';

/** Training jobs in memory; they live as long as the process. */
export function memoryJobStore(): JobStore {
  const jobs = new Map<string, TrainingJob>();
  return {
    async put(job) {
      const key = `${job.tenant}#${job.id}`;
      const standing = jobs.get(key);
      if (standing && !isUnfinished(standing)) return false;
      jobs.set(key, copyOf(job));
      return true;
    },
    async get(tenant, id, now) {
      const job = jobs.get(`${tenant}#${id}`);
      return job && !isJobExpired(job, now) ? job : undefined;
    },
    async stale(before, limit, now) {
      return [...jobs.values()]
        .filter((job) => isUnfinished(job) && job.updatedAt < before && !isJobExpired(job, now))
        .sort((a, b) => a.updatedAt - b.updatedAt)
        .slice(0, limit);
    },
  };
}

import { readTrainingJob, requestTraining } from '../../app/train';
import { getTrainingJob, startTraining } from '../contract/training';
import { bind } from '../http/binding';
import { jobView } from '../views/jobView';

export const trainingRoutes = [
  bind(startTraining, async (deps: Parameters<typeof requestTraining>[0], { tenant, body }) => {
    const job = await requestTraining(deps, { tenant, ...body });
    return { data: { jobId: job.id, statusUrl: `/v1/train/${job.id}` } };
  }),
  bind(getTrainingJob, async (deps: Parameters<typeof readTrainingJob>[0], { tenant, params }) => {
    const job = await readTrainingJob(deps, { tenant, jobId: params.jobId });
    return { data: jobView(job) };
  }),
];

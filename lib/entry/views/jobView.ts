import type { TrainingJob } from '../../ports/JobStore';

/** How a training job stands, as the contract shows it. */
export const jobView = ({ status, progress, modelId, evaluation, error }: TrainingJob) => ({
  status,
  progress,
  modelId,
  evaluation,
  error,
});

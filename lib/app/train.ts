import type { Interval } from '../market/interval';
import { minimumBars } from '../forecast/minimumBars';
import { trainForecaster } from '../forecast/trainForecaster';
import { artifactText } from '../models/artifact';
import type { ModelKind } from '../models/fit';
import type { ModelCard } from '../models/modelCard';
import { modelId } from '../models/modelId';
import type { TrainingJob } from '../ports/JobStore';
import { isProblem, Problem } from '../problems';
import { quoted } from '../quoted';
import type { Deps, TrainingMessage } from './deps';
import { modelSlot } from './modelSlot';
import { promoteModel } from './promoteModel';
import { trailKeyOf } from './readSkill';
import { resolvedSeries } from './resolvedSeries';
import { sha256 } from './storedModel';
import { trainingBars, type TrainingBarsDeps } from './trainingBars';

const SEED = 1;

export type TrainingInput = {
  readonly tenant: string;
  readonly symbol: string;
  readonly interval: Interval;
  readonly horizon: string;
  readonly model: ModelKind | 'auto';
};

/**
 * Queues a training job. One that an earlier attempt at the same request has left is queued once more: unless it has
 * ended meanwhile.
 *
 * Throws  SYMBOL_UNKNOWN and BARS_INSUFFICIENT at once, since the source can be asked at once.
 */
export async function requestTraining(
  deps: Pick<
    Deps,
    'archive' | 'bars' | 'marketData' | 'marketClock' | 'jobs' | 'trainQueue' | 'clock' | 'ids'
  >,
  input: TrainingInput,
): Promise<TrainingJob> {
  const { tenant } = input;
  const slot = modelSlot(input.symbol, input.interval, input.horizon);
  await requireBars(
    deps,
    input,
    minimumBars(input.model === 'auto' ? 'ewma' : input.model, slot.horizonBars),
  );
  const now = deps.clock.now();
  const job: TrainingJob = {
    id: deps.ids.next('job'),
    tenant,
    status: 'queued',
    request: input,
    createdAt: now,
    updatedAt: now,
  };
  if (await deps.jobs.put(job)) await deps.trainQueue.send([{ tenant, jobId: job.id }]);
  return job;
}

async function requireBars(
  deps: Pick<Deps, 'archive' | 'bars' | 'marketData' | 'marketClock'>,
  input: TrainingInput,
  needed: number,
): Promise<void> {
  const { symbol, interval } = input;
  const series = await resolvedSeries(deps, input);
  const upTo = deps.marketClock.now(series);
  const batch = await deps.marketData.bars({ symbol: series, interval, upTo, limit: needed });
  // Where bars are archived the job finds out how many there are.
  if (batch.bars.length >= needed || (await deps.archive?.years(series))?.length) return;
  const have = `"${symbol}" has ${batch.bars.length} ${interval} bars`;
  throw new Problem(
    'BARS_INSUFFICIENT',
    `${have}; the model "${input.model}" needs ${needed}. Wait for more or choose another.`,
  );
}

export async function readTrainingJob(
  deps: Pick<Deps, 'jobs' | 'clock'>,
  input: { tenant: string; jobId: string },
): Promise<TrainingJob> {
  const job = await deps.jobs.get(input.tenant, input.jobId, deps.clock.now());
  if (job) return job;
  throw new Problem('NOT_FOUND', `There is no training job ${quoted(input.jobId)}.`);
}

export type TrainDeps = TrainingBarsDeps &
  Pick<Deps, 'jobs' | 'bars' | 'models' | 'registry' | 'clock' | 'metrics'>;

/**
 * Runs a queued job: trains on the bars known now, stores the artifact, makes it the champion.
 * A job that cannot succeed ends as failed with its reason; running it again changes nothing, and of
 * two workers that run it at once the first to end it is the one that did.
 *
 * Throws  what may pass (MARKET_UNAVAILABLE, STORE_…): the queue tries again.
 */
export async function trainModel(deps: TrainDeps, message: TrainingMessage): Promise<TrainingJob> {
  const job = await readTrainingJob(deps, message);
  const running = await save(deps, job, { status: 'running', progress: 0 });
  if (running.status !== 'running') return running;
  try {
    const { id: modelId, evaluation } = await trainAndPromote(deps, running);
    return await save(deps, running, { status: 'succeeded', progress: 1, modelId, evaluation });
  } catch (error) {
    if (!isProblem(error) || error.retryable) throw error;
    return save(deps, running, { status: 'failed', error: { code: error.code, message: error.message } });
  }
}

/** Answers the job as it then stands: changed, or as it had ended. */
async function save(deps: TrainDeps, job: TrainingJob, change: Partial<TrainingJob>): Promise<TrainingJob> {
  const { tenant } = job;
  const next = { ...job, ...change, updatedAt: deps.clock.now() };
  if (!(await deps.jobs.put(next))) return readTrainingJob(deps, { tenant, jobId: job.id });
  const { status: outcome } = next;
  if (outcome === 'succeeded' || outcome === 'failed') {
    deps.metrics.count('trainings_total', { outcome }, { tenant });
  }
  return next;
}

async function trainAndPromote(deps: TrainDeps, job: TrainingJob): Promise<ModelCard> {
  const { symbol, interval, horizon, model } = job.request as TrainingInput;
  const series = await resolvedSeries(deps, { tenant: job.tenant, symbol, interval });
  const slot = modelSlot(series, interval, horizon);
  const bars = await trainingBars(deps, series, interval);
  const { artifact, evaluation, trail } = trainForecaster(bars, {
    kind: model,
    horizonBars: slot.horizonBars,
    seed: SEED,
  });
  const { kind, features, trainedThrough } = artifact;
  const id = modelId({ ...slot, kind, trainedThrough, seed: SEED, features });
  const text = artifactText(artifact);
  const artifactSha256 = sha256(text);
  // The same training on corrected bars is another object: until its card is written the former one serves.
  const artifactKey = `models/${slot.owner}/${id}-${artifactSha256.slice(0, 16)}.json`;
  await deps.models.put(trailKeyOf(artifactKey), JSON.stringify(trail));
  await deps.models.put(artifactKey, text);
  const card: ModelCard = {
    id,
    kind,
    symbol,
    interval,
    horizonBars: slot.horizonBars,
    trainedAt: deps.clock.now(),
    trainedThrough,
    artifactKey,
    artifactSha256,
    features,
    evaluation,
  };
  await deps.registry.putCard(slot, card);
  await promoteModel(deps, slot, card);
  deps.log.info('model trained', { modelId: id, kind, symbol, interval, horizonBars: slot.horizonBars });
  return card;
}

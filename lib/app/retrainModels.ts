import { createHash } from 'node:crypto';
import { base32 } from '../base32';
import { symbolOf } from '../market/series';
import type { ModelPointer } from '../ports/ModelDirectory';
import type { TrainingJob } from '../ports/JobStore';
import type { Deps } from './deps';
import { SHARED_OWNER } from './modelSlot';

export type RetrainDeps = Pick<Deps, 'registry' | 'jobs' | 'trainQueue' | 'clock' | 'log' | 'metrics'>;

/** Models of one page of the list. */
const PAGE = 100;
const ID_LENGTH = 26;

/** One job a slot and day, however often the day's schedule comes. */
function jobIdOf({ series, interval, horizonBars }: ModelPointer['slot'], day: string): string {
  const slot = JSON.stringify([series, interval, horizonBars, day]);
  return `night_${base32(createHash('sha256').update(slot).digest()).slice(0, ID_LENGTH)}`;
}

/**
 * Queues, once a day, a training of every model that answers for a symbol of the source: the same kind, on the bars known
 * by then. What tenants import is trained by them.
 *
 * Edge    run again on the same day it queues what has not ended yet, which the queue's reader takes for one job.
 * Throws  what the stores throw; what was queued before stands, and the next run goes on.
 */
export async function retrainModels(deps: RetrainDeps): Promise<{ readonly queued: number }> {
  let [queued, after]: [number, string | undefined] = [0, undefined];
  do {
    const page = await deps.registry.list({ owner: SHARED_OWNER, limit: PAGE, ...(after && { after }) });
    for (const pointer of page.items) if (await isQueued(deps, pointer)) queued += 1;
    after = page.next;
  } while (after !== undefined);
  deps.log.info('models queued for training', { queued });
  return { queued };
}

async function isQueued(deps: RetrainDeps, { id, slot }: ModelPointer): Promise<boolean> {
  const roles = await deps.registry.roles(slot);
  const card = roles?.champion === id ? await deps.registry.card(slot, id) : undefined;
  if (card === undefined) return false;
  const now = deps.clock.now();
  const job: TrainingJob = {
    id: jobIdOf(slot, new Date(now).toISOString().slice(0, 10)),
    tenant: SHARED_OWNER,
    status: 'queued',
    request: {
      tenant: SHARED_OWNER,
      symbol: symbolOf(slot.series),
      interval: slot.interval,
      horizon: `${slot.horizonBars}bars`,
      model: card.kind,
    },
    createdAt: now,
    updatedAt: now,
  };
  if (!(await deps.jobs.put(job))) return false;
  await deps.trainQueue.send([{ tenant: job.tenant, jobId: job.id }]);
  return true;
}

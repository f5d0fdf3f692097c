import { reconcile } from '../../../lib/app/reconcile';
import type { TrainingJob } from '../../../lib/ports/JobStore';
import { storedRule } from '../../support/storedRules';
import { WALL_START, world } from '../../support/world';

const OUTBOX_MS = 60_000;
const DAY_MS = 86_400_000;

const JOB: TrainingJob = {
  id: 'job_1',
  tenant: 'local',
  status: 'running',
  request: { tenant: 'local', symbol: 'DEMO.A', interval: '1d', horizon: '1d', model: 'naive' },
  createdAt: WALL_START,
  updatedAt: WALL_START,
};

const AGAIN = [{ tenant: 'local', jobId: 'job_1' }];

async function withJob(change: Partial<TrainingJob> = {}) {
  const at = world({ bars: {}, marketNow: WALL_START });
  await at.stores.jobs.put({ ...JOB, ...change });
  const standing = async () => (await at.stores.jobs.get('local', 'job_1', at.clock.now()))!;
  return { ...at, standing };
}

describe('a training job that was not touched', () => {
  it.each<[string, number, TrainingJob['status'], readonly object[]]>([
    ['for nine outbox intervals is left alone', 9, 'running', []],
    ['for just ten is left alone', 10, 'running', []],
    ['for a moment longer is sent again', 10.1, 'running', AGAIN],
    ['for eleven is sent again', 11, 'running', AGAIN],
    ['for eleven since it was queued is sent again', 11, 'queued', AGAIN],
    ['since it succeeded is left alone', 11, 'succeeded', []],
    ['since it failed is left alone', 11, 'failed', []],
  ])('%s', async (_law, intervals, status, messages) => {
    const at = await withJob({ status });
    at.clock.advance(intervals * OUTBOX_MS);
    expect(await reconcile(at.deps)).toMatchObject({ jobs: messages.length });
    expect(at.stores.trainQueue.messages).toEqual(messages);
    expect((await at.standing()).status).toBe(status);
  });

  it('is sent once, and again only after as long', async () => {
    const at = await withJob();
    at.clock.advance(11 * OUTBOX_MS);
    await reconcile(at.deps);
    at.clock.advance(9 * OUTBOX_MS);
    await reconcile(at.deps);
    expect(at.stores.trainQueue.messages).toEqual(AGAIN);
    at.clock.advance(2 * OUTBOX_MS);
    await reconcile(at.deps);
    expect(at.stores.trainQueue.messages).toEqual([...AGAIN, ...AGAIN]);
  });

  it('is given up once it is older than a day: it ends as failed and is not sent again', async () => {
    const at = await withJob();
    at.clock.advance(DAY_MS + 1);
    await reconcile(at.deps);
    expect(await at.standing()).toMatchObject({
      ...JOB,
      status: 'failed',
      error: { code: 'INTERNAL', message: expect.stringContaining('"DEMO.A" did not end in time') },
      updatedAt: WALL_START + DAY_MS + 1,
    });
    await reconcile(at.deps);
    expect(at.stores.trainQueue.messages).toEqual([]);
  });

  it('is sent again when the day is just over', async () => {
    const at = await withJob();
    at.clock.advance(DAY_MS);
    await reconcile(at.deps);
    expect(at.stores.trainQueue.messages).toEqual(AGAIN);
  });

  it('counts its day from its creation, however often it was sent since', async () => {
    const at = await withJob({ createdAt: WALL_START - DAY_MS });
    at.clock.advance(11 * OUTBOX_MS);
    await reconcile(at.deps);
    expect(await at.standing()).toMatchObject({ status: 'failed', error: { code: 'INTERNAL' } });
  });
});

describe('a rule whose projection was interrupted', () => {
  const KEY = { series: '^GSPC', interval: '1d' } as const;
  const note = ({ stores }: ReturnType<typeof world>, id: string) =>
    stores.reprojections.note(
      { tenant: 'local', kind: 'rule', id },
      { symbols: ['^GSPC'], intervals: ['1d'] },
      { name: 'dead', since: WALL_START },
    );

  it.each<[string, number, number]>([
    ['is left to its writer for one outbox interval', OUTBOX_MS - 1, 0],
    ['is projected after it', OUTBOX_MS + 1, 1],
  ])('%s', async (_law, ageMs, projected) => {
    const at = world({ bars: {}, marketNow: WALL_START });
    const rule = storedRule({ tenant: 'local' });
    await at.stores.rules.create(rule);
    await note(at, rule.id);
    at.clock.advance(ageMs);
    expect(await reconcile(at.deps)).toMatchObject({ rules: projected });
    expect(await at.stores.instances.ofSeries(KEY)).toHaveLength(projected);
    expect(await at.stores.reprojections.stale(Infinity, 10)).toHaveLength(1 - projected);
  });

  it('has one writer of its note, however often the reconciler cannot make it follow', async () => {
    const at = world({ bars: {}, marketNow: WALL_START });
    const rule = storedRule({ tenant: 'local' });
    await at.stores.rules.create(rule);
    const noted = await note(at, rule.id);
    const contested = { ...at.deps, instances: { ...at.deps.instances, put: async () => false } };
    for (let run = 0; run < 5; run += 1) {
      at.clock.advance(OUTBOX_MS + 1);
      await expect(reconcile(contested)).rejects.toMatchObject({ code: 'STORE_CONFLICT' });
      expect((await at.stores.reprojections.find(noted))?.writers).toHaveLength(1);
    }
    await reconcile(at.deps);
    expect((await at.stores.instances.ofSeries(KEY)).map(({ ruleId }) => ruleId)).toEqual([rule.id]);
    at.clock.advance(OUTBOX_MS + 1);
    await reconcile(at.deps);
    expect(await at.stores.reprojections.find(noted)).toBeUndefined();
  });

  it('waits for the next run where half a minute has not been enough, and is counted then', async () => {
    const at = world({ bars: {}, marketNow: WALL_START });
    const noted = Array.from({ length: 5 }, () => storedRule({ tenant: 'local' }));
    for (const rule of noted) {
      await at.stores.rules.create(rule);
      await note(at, rule.id);
    }
    at.clock.advance(OUTBOX_MS + 1);
    const rules: typeof at.deps.rules = {
      ...at.deps.rules,
      get: async (tenant, id) => {
        at.clock.advance(5_000);
        return at.deps.rules.get(tenant, id);
      },
    };
    expect(await reconcile({ ...at.deps, rules })).toMatchObject({ rules: 3 });
    expect(await reconcile(at.deps)).toMatchObject({ rules: 2 });
  });
});

import type { JobStore, TrainingJob } from '../../lib/ports/JobStore';
import { unique } from '../support/unique';

const NOW = 4_000;
const WEEK_MS = 7 * 24 * 60 * 60 * 1_000;

const jobOf = (change: Partial<TrainingJob> = {}): TrainingJob => {
  const tenant = change.tenant ?? unique('tenant');
  return {
    id: unique('job'),
    tenant,
    status: 'queued',
    request: { tenant, symbol: '^GSPC', interval: '1d', horizon: '1d', model: 'auto' },
    createdAt: 1_000,
    updatedAt: 1_000,
    ...change,
  };
};

export function jobStoreLaws(make: () => JobStore): void {
  describe('a job store', () => {
    it('gives a job back whole, to its tenant only', async () => {
      const store = make();
      const job = jobOf({
        progress: 0.5,
        modelId: 'm1',
        evaluation: { mse: 1e-200 },
        error: { code: 'X', message: 'y' },
      });
      await store.put(job);
      expect(await store.get(job.tenant, job.id, NOW)).toEqual(job);
      expect(await store.get(unique('tenant'), job.id, NOW)).toBeUndefined();
      expect(await store.get(job.tenant, unique('job'), NOW)).toBeUndefined();
    });

    it('replaces a job that is put again', async () => {
      const store = make();
      const job = jobOf();
      await store.put(job);
      await store.put({ ...job, status: 'succeeded', updatedAt: 2_000 });
      expect(await store.get(job.tenant, job.id, NOW)).toEqual({
        ...job,
        status: 'succeeded',
        updatedAt: 2_000,
      });
    });

    it('keeps a job as it ended, whatever is put after', async () => {
      const store = make();
      const job = jobOf();
      const ended = { ...job, status: 'succeeded', modelId: 'm1', updatedAt: 2_000 } as const;
      expect(await store.put(job)).toBe(true);
      expect(await store.put(ended)).toBe(true);
      expect(await store.put({ ...job, status: 'running', updatedAt: 3_000 })).toBe(false);
      expect(await store.get(job.tenant, job.id, NOW)).toEqual(ended);
    });

    it('names unfinished jobs that nobody has touched, longest ago first', async () => {
      const store = make();
      const tenant = unique('tenant');
      const queued = jobOf({ tenant, updatedAt: 120 });
      const running = jobOf({ tenant, updatedAt: 110, status: 'running' });
      const touched = jobOf({ tenant, updatedAt: 130 });
      const ended = (['succeeded', 'failed'] as const).map((status) =>
        jobOf({ tenant, updatedAt: 100, status }),
      );
      for (const job of [queued, running, touched, ...ended]) await store.put(job);
      const own = (await store.stale(130, 100, NOW)).filter((job) => job.tenant === tenant);
      expect(own).toEqual([running, queued]);
    });

    it('forgets a job as soon as it has ended', async () => {
      const store = make();
      const job = jobOf({ updatedAt: 50 });
      await store.put(job);
      await store.put({ ...job, status: 'failed', updatedAt: 60 });
      expect((await store.stale(90, 100, NOW)).filter(({ id }) => id === job.id)).toEqual([]);
    });

    it('names the oldest when there are too many', async () => {
      const store = make();
      const jobs = [1, 2, 3].map((updatedAt) => jobOf({ updatedAt }));
      for (const job of jobs) await store.put(job);
      expect((await store.stale(90, 2, NOW)).map(({ id }) => id)).toEqual(
        jobs.slice(0, 2).map(({ id }) => id),
      );
    });

    it.each([
      { law: 'keeps a job for a week after its last change', now: 2_000 + WEEK_MS - 1, isThere: true },
      { law: 'knows no job from a week after its last change on', now: 2_000 + WEEK_MS, isThere: false },
      {
        law: 'counts the week in whole seconds, rounded up',
        updatedAt: 2_001,
        now: 2_001 + WEEK_MS,
        isThere: true,
      },
    ])('$law', async ({ updatedAt = 2_000, now, isThere }) => {
      const store = make();
      const job = jobOf({ createdAt: 1_000, updatedAt });
      await store.put(job);
      expect(await store.get(job.tenant, job.id, now)).toEqual(isThere ? job : undefined);
      const stale = await store.stale(updatedAt + 1, 100, now);
      expect(stale.filter(({ id }) => id === job.id)).toEqual(isThere ? [job] : []);
    });

    it('names the oldest of those that have not expired', async () => {
      const store = make();
      const [expired, oldest, newest] = [3, 4_003, 5_003].map((updatedAt) => jobOf({ updatedAt }));
      for (const job of [expired!, newest!, oldest!]) await store.put(job);
      const own = await store.stale(5_004, 100, 1_000 + WEEK_MS);
      expect(own.filter(({ id }) => [expired, oldest, newest].some((job) => job?.id === id))).toEqual([
        oldest,
        newest,
      ]);
    });
  });
}

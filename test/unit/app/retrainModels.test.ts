import { retrainModels } from '../../../lib/app/retrainModels';
import { trainModel } from '../../../lib/app/train';
import { sessionOn } from '../../../lib/market/calendar/sessionOn';
import { registeredModels, SLOT } from '../../support/registeredModels';

const DAY_MS = 86_400_000;

/** Models of which the champions of two slots answer, and what is queued for training. */
async function installed() {
  const at = await registeredModels('m1', 'm2');
  const weekly = { ...SLOT, horizonBars: 5 };
  await at.registry.putCard(weekly, { ...at.cardOf('m1'), id: 'w1', kind: 'har', horizonBars: 5 });
  await at.registry.setRoles(weekly, { champion: 'w1', version: 1 }, 0);
  await at.registry.putCard({ ...SLOT, owner: 'local' }, { ...at.cardOf('m1'), id: 'own' });
  const sent: { tenant: string; jobId: string }[] = [];
  const trainQueue = { send: async (messages: typeof sent) => void sent.push(...messages) };
  const deps = { ...at.deps, trainQueue };
  const requests = async () => {
    const jobs = await Promise.all(
      sent.map(({ tenant, jobId }) => at.deps.jobs.get(tenant, jobId, at.deps.clock.now())),
    );
    return jobs
      .map((job) => `${job!.request.symbol} ${job!.request.horizon} ${job!.request.model} ${job!.status}`)
      .sort();
  };
  return { ...at, deps, sent, requests };
}

describe('the nightly training', () => {
  it('is of every model that answers, of its own kind, and of no other', async () => {
    const { deps, requests } = await installed();
    expect(await retrainModels(deps)).toEqual({ queued: 2 });
    expect(await requests()).toEqual(['DEMO.A 1bars naive queued', 'DEMO.A 5bars har queued']);
  });

  it('is one a day, however often its schedule comes', async () => {
    const { deps, sent, clock } = await installed();
    await retrainModels(deps);
    await retrainModels(deps);
    expect(new Set(sent.map(({ jobId }) => jobId)).size).toBe(2);
    for (const message of [...sent]) await trainModel(deps, message);
    const before = sent.length;
    expect(await retrainModels(deps)).toEqual({ queued: 0 });
    expect(sent.length).toBe(before);
    clock.advance(DAY_MS);
    expect(await retrainModels(deps)).toEqual({ queued: 2 });
  });

  it('lets a model that has learned from the bars of the day answer, and leaves one that has already', async () => {
    const { deps, sent, roles, marketClock } = await installed();
    const before = await roles();
    marketClock.set(sessionOn('2024-01-10')!.closeAt);
    await retrainModels(deps);
    for (const message of sent) expect((await trainModel(deps, message)).status).toBe('succeeded');
    const { champion, previous } = await roles();
    expect([previous, champion === before.champion]).toEqual([before.champion, false]);
    expect((await deps.registry.card(SLOT, champion!))!.trainedThrough).toBe(
      sessionOn('2024-01-10')!.closeAt,
    );
  });

  it('passes over a model whose deletion died, and goes on with the next page', async () => {
    const { deps, requests } = await installed();
    const one = {
      ...deps.registry,
      list: (query: Parameters<typeof deps.registry.list>[0]) => deps.registry.list({ ...query, limit: 1 }),
    };
    const card: typeof deps.registry.card = (slot, id) =>
      id === 'w1' ? Promise.resolve(undefined) : deps.registry.card(slot, id);
    expect(await retrainModels({ ...deps, registry: { ...one, card } })).toEqual({ queued: 1 });
    expect(await requests()).toEqual(['DEMO.A 1bars naive queued']);
  });

  it('goes on where a run died', async () => {
    const { deps, sent } = await installed();
    const dying = { ...deps, trainQueue: { send: () => Promise.reject(new Error('killed')) } };
    await expect(retrainModels(dying)).rejects.toThrow('killed');
    expect(await retrainModels(deps)).toEqual({ queued: 2 });
    expect(sent).toHaveLength(2);
  });
});

import { memoryBarArchive } from '../../../lib/adapters/memory/memoryBarArchive';
import { archiveBars } from '../../../lib/app/archiveBars';
import type { Deps } from '../../../lib/app/deps';
import { predict } from '../../../lib/app/predict';
import { readTrainingJob, requestTraining, trainModel } from '../../../lib/app/train';
import { sessionsBetween } from '../../../lib/market/calendar/sessionsBetween';
import type { ModelKind } from '../../../lib/models/fit';
import { Problem } from '../../../lib/problems';
import { WALL_START, walkBars, world } from '../../support/world';

const SYMBOL = 'DEMO.A';
const BARS = walkBars('2022-06-01', '2024-03-01', 11);
const FLAT = BARS.map((bar) => ({ ...bar, open: 50, high: 50, low: 50, close: 50 }));
const NOW = sessionsBetween('2024-02-01', '2024-02-01')[0]!.closeAt;
const REQUEST = { tenant: 'local', symbol: SYMBOL, interval: '1d', horizon: '1d', model: 'ewma' } as const;
const SLOT = { owner: 'shared', series: SYMBOL, interval: '1d', horizonBars: 1 };

async function queued(bars = BARS, model: ModelKind = 'ewma') {
  const at = world({ bars: { [SYMBOL]: bars }, marketNow: NOW });
  const { id } = await requestTraining(at.deps, { ...REQUEST, model });
  const message = { tenant: 'local', jobId: id };
  return { ...at, message, standing: () => readTrainingJob(at.deps, message) };
}

const failing = (problem: Error): Deps['marketData'] => ({ bars: () => Promise.reject(problem) });
const OUTAGE = new Problem('MARKET_UNAVAILABLE', 'The source is down.');
const BUG = new Error('a bug');
const UNKNOWN = new Problem('SYMBOL_UNKNOWN', 'No source knows it.');

describe('a training', () => {
  it('is queued as it was asked for, with its message', async () => {
    const at = await queued();
    expect(await at.standing()).toEqual({
      id: at.message.jobId,
      tenant: 'local',
      status: 'queued',
      request: REQUEST,
      createdAt: WALL_START,
      updatedAt: WALL_START,
    });
    expect(at.stores.trainQueue.messages).toEqual([at.message]);
  });

  it('learns from the newest 5,000 bars of a longer series', async () => {
    const long = walkBars('1990-01-02', '2024-02-01', 7).slice(-5_100);
    const at = await queued(long, 'naive');
    const job = await trainModel(at.deps, at.message);
    expect(job).toMatchObject({ status: 'succeeded', progress: 1, evaluation: { bars: 5_000 } });
    const card = await at.stores.registry.card(SLOT, job.modelId!);
    expect(card).toMatchObject({ trainedThrough: NOW, trainedAt: WALL_START });
  });

  it('is left to the job where the source has too few bars and others are archived', async () => {
    const few = BARS.slice(0, 3);
    const { deps } = world({ bars: { [SYMBOL]: few }, marketNow: NOW });
    const archive = memoryBarArchive();
    const request = { ...REQUEST, model: 'ridge' } as const;
    await expect(requestTraining({ ...deps, archive }, request)).rejects.toMatchObject({
      code: 'BARS_INSUFFICIENT',
    });
    const bars = few.map((bar) => ({ ...bar, closedAt: bar.startAt, source: 'made', quality: [] }));
    await archiveBars({ archive, clock: deps.clock }, { series: SYMBOL, interval: '1d', bars });
    expect(await requestTraining({ ...deps, archive }, request)).toMatchObject({ status: 'queued' });
  });

  it.each<[string, Error, object]>([
    ['a failure that may pass', OUTAGE, { code: 'MARKET_UNAVAILABLE' }],
    ['a bug', BUG, { message: 'a bug' }],
  ])('throws %s, and the queue tries again', async (_what, problem, thrown) => {
    const at = await queued();
    const broken = { ...at.deps, marketData: failing(problem) };
    await expect(trainModel(broken, at.message)).rejects.toMatchObject(thrown);
    expect(await at.standing()).toMatchObject({ status: 'running', progress: 0 });
    expect(await trainModel(at.deps, at.message)).toMatchObject({ status: 'succeeded' });
  });

  it.each<[string, Deps['marketData'] | undefined, object]>([
    [
      'a close that never moves',
      undefined,
      { code: 'MODEL_DEGENERATE', message: expect.stringContaining(SYMBOL) },
    ],
    [
      'a symbol that no source knows any more',
      failing(UNKNOWN),
      { code: 'SYMBOL_UNKNOWN', message: 'No source knows it.' },
    ],
  ])('ends as failed at %s', async (_what, marketData, error) => {
    const at = await queued(FLAT);
    const deps = { ...at.deps, ...(marketData && { marketData }) };
    at.clock.advance(5_000);
    const job = await trainModel(deps, at.message);
    expect(job).toMatchObject({ status: 'failed', error, updatedAt: WALL_START + 5_000 });
    expect(await at.standing()).toEqual(job);
  });

  it('that has failed stays failed when its message comes again, and nothing is trained', async () => {
    const at = await queued();
    const failed = await trainModel({ ...at.deps, marketData: failing(UNKNOWN) }, at.message);
    at.clock.advance(5_000);
    expect(await trainModel(at.deps, at.message)).toEqual(failed);
    expect(await at.standing()).toEqual(failed);
    expect(await at.stores.registry.roles(SLOT)).toBeUndefined();
  });

  it('that has succeeded is left as it is when its message comes again', async () => {
    const at = await queued();
    const done = await trainModel(at.deps, at.message);
    at.clock.advance(5_000);
    expect(await trainModel({ ...at.deps, marketData: failing(BUG) }, at.message)).toEqual(done);
  });

  it('is refused at once with fewer bars than its model needs', async () => {
    const known = BARS.filter(({ startAt }) => startAt < NOW);
    await expect(queued(known.slice(-152))).rejects.toMatchObject({
      code: 'BARS_INSUFFICIENT',
      message: expect.stringContaining('has 152 1d bars; the model "ewma" needs 153.'),
    });
    await expect(queued(known.slice(-153))).resolves.toBeDefined();
  });

  it.each([
    ['of another tenant', { tenant: 'local-2' }],
    ['that nobody asked for', { jobId: 'job_none' }],
  ])('%s is not found', async (_what, change) => {
    const at = await queued();
    const stray = { ...at.message, ...change };
    await expect(readTrainingJob(at.deps, stray)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(trainModel(at.deps, stray)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('a model that is registered for a horizon it was not trained for', () => {
  it('is not used', async () => {
    const at = await queued();
    const { modelId } = await trainModel(at.deps, at.message);
    const card = (await at.stores.registry.card(SLOT, modelId!))!;
    const slot = { ...SLOT, horizonBars: 5 };
    await at.stores.registry.putCard(slot, { ...card, horizonBars: 5 });
    await at.stores.registry.setRoles(slot, { champion: card.id, version: 1 }, 0);
    const question = { symbol: SYMBOL, interval: '1d' } as const;
    expect(await predict(at.deps, { ...question, horizon: '1d' })).toMatchObject({ horizonBars: 1 });
    expect(await predict(at.deps, { ...question, horizon: '5d' })).toMatchObject({
      horizonBars: 5,
      model: { kind: 'ewma' },
      degraded: 'modelsUnreadable',
    });
  });
});

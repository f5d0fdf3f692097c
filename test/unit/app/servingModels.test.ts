import { memoryMarketData } from '../../../lib/adapters/memory/memoryMarketData';
import { memoryStores } from '../../../lib/adapters/memory/memoryStores';
import { predict } from '../../../lib/app/predict';
import { sha256 } from '../../../lib/app/storedModel';
import { requestTraining, trainModel } from '../../../lib/app/train';
import { sessionOn } from '../../../lib/market/calendar/sessionOn';
import { walkBars, world } from '../../support/world';

const SYMBOL = 'DEMO.A';
const BARS = walkBars('2021-01-04', '2024-03-01', 11);
const SLOT = { owner: 'shared', series: SYMBOL, interval: '1d', horizonBars: 1 };
const QUESTION = { symbol: SYMBOL, interval: '1d', horizon: '1d' } as const;

const closeOf = (date: string) => sessionOn(date)!.closeAt;

const untrained = () => world({ bars: { [SYMBOL]: BARS }, marketNow: closeOf('2024-01-08') });

async function trained(...dates: string[]) {
  const at = untrained();
  for (const date of dates) {
    at.marketClock.set(closeOf(date));
    const job = await requestTraining(at.deps, { tenant: 'local', ...QUESTION, model: 'ridge' });
    expect(await trainModel(at.deps, { tenant: 'local', jobId: job.id })).toMatchObject({
      status: 'succeeded',
    });
  }
  const roles = (await at.stores.registry.roles(SLOT))!;
  const champion = (await at.stores.registry.card(SLOT, roles.champion!))!;
  return { ...at, roles, champion };
}

describe('the models that answer', () => {
  it('are none until one is trained', async () => {
    await expect(predict(untrained().deps, QUESTION)).rejects.toMatchObject({ code: 'MODEL_NOT_TRAINED' });
  });

  it('ask for the symbol before the model', async () => {
    const unknown = { ...QUESTION, symbol: 'NOPE' };
    await expect(predict(untrained().deps, unknown)).rejects.toMatchObject({ code: 'SYMBOL_UNKNOWN' });
  });

  it('are the newest champion, which keeps its predecessor', async () => {
    const at = await trained('2024-01-05', '2024-01-08');
    const forecast = await predict(at.deps, QUESTION);
    expect(forecast.model).toMatchObject({ id: at.roles.champion, role: 'champion' });
    expect(forecast.degraded).toBeUndefined();
    expect(at.roles.previous).not.toBe(at.roles.champion);
  });

  it.each([
    ['is cut short', (text: string) => text.slice(0, 100)],
    ['holds other weights', (text: string) => text.replace(/\d\.\d+/, '9.9')],
    ['is empty', () => ''],
  ])('leave a champion whose object %s to its predecessor, and say so', async (_what, damage) => {
    const at = await trained('2024-01-05', '2024-01-08');
    const text = (await at.stores.models.get(at.champion.artifactKey))!;
    await at.stores.models.put(at.champion.artifactKey, damage(text));
    const forecast = await predict(at.deps, QUESTION);
    expect(forecast.model).toMatchObject({ id: at.roles.previous, role: 'retired' });
    expect(forecast.degraded).toBe('championUnreadable');
  });

  it('leave a slot of which none can be read to one that learns from the bars at hand, and say so', async () => {
    const at = await trained('2024-01-08');
    await at.stores.models.put(at.champion.artifactKey, '{}');
    const forecast = await predict(at.deps, QUESTION);
    expect(forecast).toMatchObject({
      model: { kind: 'ewma', role: 'retired' },
      degraded: 'modelsUnreadable',
      asOf: closeOf('2024-01-08'),
    });
    expect(forecast.skill['cases']).toBeGreaterThan(63);
    expect(await at.stores.registry.roles(SLOT)).toEqual(at.roles);
  });

  it('leave a champion that can say nothing of the bars to its predecessor, and say so', async () => {
    const at = await trained('2024-01-05', '2024-01-08');
    at.marketClock.set(closeOf('2024-01-05'));
    expect(await predict(at.deps, QUESTION)).toMatchObject({
      model: { id: at.roles.previous, role: 'retired' },
      degraded: 'championUnusable',
    });
  });

  it('leave bars that all of them were trained on to one that was not', async () => {
    const at = await trained('2024-01-05', '2024-01-08');
    at.marketClock.set(closeOf('2024-01-04'));
    expect(await predict(at.deps, QUESTION)).toMatchObject({
      model: { kind: 'ewma' },
      degraded: 'championUnusable',
      asOf: closeOf('2024-01-04'),
    });
  });

  it('are refused where none can be used, and the bars are too few to learn from', async () => {
    const at = await trained('2024-01-08');
    await at.stores.models.put(at.champion.artifactKey, '{}');
    const few = memoryMarketData([{ symbol: SYMBOL, interval: '1d', bars: BARS.slice(0, 200) }]);
    const deps = { ...at.deps, marketData: few, bars: memoryStores().bars };
    await expect(predict(deps, QUESTION)).rejects.toMatchObject({ code: 'MODEL_INCOMPATIBLE' });
  });

  it('stay as they are when a job is run again', async () => {
    const at = await trained('2024-01-08');
    const job = await requestTraining(at.deps, { tenant: 'local', ...QUESTION, model: 'ridge' });
    await trainModel(at.deps, { tenant: 'local', jobId: job.id });
    expect(await at.stores.registry.roles(SLOT)).toEqual(at.roles);
  });

  it('are not replaced by a job that was overtaken and has seen fewer bars', async () => {
    const at = await trained('2024-01-08', '2024-01-05');
    expect(at.champion.trainedThrough).toBe(closeOf('2024-01-08'));
    expect(at.roles).toEqual({ champion: at.champion.id, version: 1 });
  });

  it('keep the one that speaks of earlier bars when another kind has seen the same bars', async () => {
    const at = await trained('2024-01-05', '2024-01-08');
    const job = await requestTraining(at.deps, { tenant: 'local', ...QUESTION, model: 'ewma' });
    const { modelId } = await trainModel(at.deps, { tenant: 'local', jobId: job.id });
    expect(await at.stores.registry.roles(SLOT)).toEqual({
      champion: modelId,
      previous: at.roles.previous,
      version: 3,
    });
  });

  it('are never their own predecessor, however often the kind changes on the same bars', async () => {
    const at = await trained('2024-01-08');
    for (const model of ['ewma', 'ridge', 'ewma', 'naive', 'ewma'] as const) {
      const job = await requestTraining(at.deps, { tenant: 'local', ...QUESTION, model });
      await trainModel(at.deps, { tenant: 'local', jobId: job.id });
      const { champion, previous } = (await at.stores.registry.roles(SLOT))!;
      expect(previous).toBeDefined();
      expect(previous).not.toBe(champion);
    }
  });

  it('are preceded by the one they replaced where none has seen fewer bars', async () => {
    const at = await trained('2024-01-08');
    const ids = [at.champion.id];
    for (const model of ['naive', 'ewma'] as const) {
      const job = await requestTraining(at.deps, { tenant: 'local', ...QUESTION, model });
      ids.push((await trainModel(at.deps, { tenant: 'local', jobId: job.id })).modelId!);
    }
    expect(await at.stores.registry.roles(SLOT)).toEqual({ champion: ids[2], previous: ids[1], version: 3 });
  });

  it.each([
    ['another symbol', { symbol: 'DEMO.B' }],
    ['another interval', { interval: '1h' }],
    ['another horizon', { horizonBars: 5 }],
    ['a later training', { trainedThrough: 4_000_000_000_000 }],
    ['weights beyond any fit', { volatility: { weights: [1e300] } }],
  ])('leave a champion whose object is of %s to its predecessor', async (_what, change) => {
    const at = await trained('2024-01-05', '2024-01-08');
    const artifact = JSON.parse((await at.stores.models.get(at.champion.artifactKey))!) as object;
    const text = JSON.stringify({ ...artifact, ...change });
    await at.stores.models.put(at.champion.artifactKey, text);
    await at.stores.registry.putCard(SLOT, { ...at.champion, artifactSha256: sha256(text) });
    const forecast = await predict(at.deps, QUESTION);
    expect(forecast.model).toMatchObject({ id: at.roles.previous, role: 'retired' });
    expect(forecast.degraded).toBe('championUnreadable');
  });

  it('go on serving when a training on corrected bars dies before its card is written', async () => {
    const at = await trained('2024-01-08');
    const corrected = BARS.map((bar, place) => (place === 100 ? { ...bar, close: bar.open } : bar));
    const marketData = memoryMarketData([{ symbol: SYMBOL, interval: '1d', bars: corrected }]);
    const registry = { ...at.deps.registry, putCard: () => Promise.reject(new Error('killed')) };
    const job = await requestTraining(at.deps, { tenant: 'local', ...QUESTION, model: 'ridge' });
    const dying = { ...at.deps, marketData, registry };
    await expect(trainModel(dying, { tenant: 'local', jobId: job.id })).rejects.toThrow('killed');
    expect(await predict(at.deps, QUESTION)).toMatchObject({
      model: { id: at.champion.id, role: 'champion' },
    });
  });

  it('are of the first of two workers that ran one job', async () => {
    const at = await trained('2024-01-05');
    const job = await requestTraining(at.deps, { tenant: 'local', ...QUESTION, model: 'ridge' });
    const message = { tenant: 'local', jobId: job.id };
    let first: Awaited<ReturnType<typeof trainModel>> | undefined;
    const models: typeof at.deps.models = {
      ...at.deps.models,
      put: async (...object) => {
        first ??= await trainModel(at.deps, message);
        at.clock.advance(1_000);
        return at.deps.models.put(...object);
      },
    };
    expect(await trainModel({ ...at.deps, models }, message)).toEqual(first);
    expect(await at.stores.jobs.get('local', job.id, at.clock.now())).toEqual(first);
  });

  it('are replaced by another kind that has seen the same bars', async () => {
    const at = await trained('2024-01-08');
    const job = await requestTraining(at.deps, { tenant: 'local', ...QUESTION, model: 'ewma' });
    await trainModel(at.deps, { tenant: 'local', jobId: job.id });
    expect(await at.stores.registry.roles(SLOT)).toMatchObject({ previous: at.champion.id, version: 2 });
  });
});

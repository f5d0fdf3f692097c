import { predict } from '../../../lib/app/predict';
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
    expect(forecast.model).toMatchObject({ id: at.roles.previous, role: 'previous' });
    expect(forecast.degraded).toBe('championUnreadable');
  });

  it('are refused when the only one is damaged', async () => {
    const at = await trained('2024-01-08');
    await at.stores.models.put(at.champion.artifactKey, '{}');
    await expect(predict(at.deps, QUESTION)).rejects.toMatchObject({ code: 'MODEL_INCOMPATIBLE' });
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

  it('are replaced by another kind that has seen the same bars', async () => {
    const at = await trained('2024-01-08');
    const job = await requestTraining(at.deps, { tenant: 'local', ...QUESTION, model: 'ewma' });
    await trainModel(at.deps, { tenant: 'local', jobId: job.id });
    expect(await at.stores.registry.roles(SLOT)).toMatchObject({ previous: at.champion.id, version: 2 });
  });
});

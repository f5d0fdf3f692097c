import type { RecentBars } from '../../../lib/app/deps';
import { predict } from '../../../lib/app/predict';
import { promoteChosenModel } from '../../../lib/app/promoteModel';
import { recentBars } from '../../../lib/app/recentBars';
import type { Forecast } from '../../../lib/forecast/forecast';
import { sessionOn } from '../../../lib/market/calendar/sessionOn';
import { cleanBars } from '../../../lib/market/cleanBars';
import { credibleBars } from '../../../lib/market/credibleBars';
import type { Cache } from '../../../lib/ports/Cache';
import { noCaches } from '../../support/caches';
import { registeredModels, SLOT, SYMBOL } from '../../support/registeredModels';

const QUESTION = { symbol: SYMBOL, interval: '1d', horizon: '1d' } as const;
const HOUR_MS = 3_600_000;

/** An installation whose champion is `m2`, after `m1`; it tells what it has loaded and made. */
async function counted() {
  const at = await registeredModels('m1', 'm2');
  const loaded: string[] = [];
  const made: string[] = [];
  const { models, caches } = at.deps;
  const forecasts: Cache<Forecast> = {
    get: (name, make, isFresh) =>
      caches.forecasts.get(
        name,
        () => {
          made.push(name.split(' ')[0]!);
          return make();
        },
        isFresh,
      ),
  };
  const deps = {
    ...at.deps,
    models: {
      ...models,
      get: (key: string) => {
        loaded.push(key);
        return models.get(key);
      },
    },
    caches: { ...caches, forecasts },
  };
  const ask = (levels?: readonly number[]) => predict(deps, { ...QUESTION, ...(levels && { levels }) });
  return { ...at, deps, loaded, made, ask };
}

describe('models that answer', () => {
  it('are loaded once an hour', async () => {
    const { clock, ask, loaded } = await counted();
    await ask();
    const first = [...loaded];
    expect(first).toEqual(['models/shared/m2.json', 'models/shared/m1.json']);
    clock.advance(HOUR_MS);
    await ask();
    expect(loaded).toEqual(first);
    clock.advance(1);
    await ask();
    expect(loaded).toEqual([...first, ...first]);
  });

  it('are those of now: a promotion is heard at the next question', async () => {
    const { deps, ask } = await counted();
    expect((await ask()).model).toMatchObject({ id: 'm2' });
    await promoteChosenModel(deps, 'm3');
    expect((await ask()).model).toMatchObject({ id: 'm3' });
    await promoteChosenModel(deps, 'm2');
    expect((await ask()).model).toMatchObject({ id: 'm2' });
  });

  it('are no longer those whose card is gone', async () => {
    const { registry, ask } = await counted();
    await ask();
    await registry.condemn(SLOT, 'm2', 'token');
    await registry.remove(SLOT, 'm2', 'token');
    expect(await ask()).toMatchObject({ model: { id: 'm1' }, degraded: 'championUnreadable' });
  });

  it('are those of now also where another object is registered under the same id', async () => {
    const { deps, registry, cardOf, ask } = await counted();
    const before = await ask();
    const { artifactKey, artifactSha256, trainedThrough } = cardOf('m1');
    await registry.putCard(SLOT, { ...cardOf('m2'), artifactKey, artifactSha256, trainedThrough });
    const { volatilityPct, model } = await ask();
    expect(model.id).toBe('m2');
    expect(volatilityPct).not.toBe(before.volatilityPct);
    expect(volatilityPct).toBe((await predict({ ...deps, caches: noCaches() }, QUESTION)).volatilityPct);
  });

  it('are loaded again as long as they cannot be read', async () => {
    const { deps, cardOf, damage, ask } = await counted();
    const text = await deps.models.get(cardOf('m2').artifactKey);
    await damage('m2');
    expect(await ask()).toMatchObject({ model: { id: 'm1' }, degraded: 'championUnreadable' });
    await deps.models.put(cardOf('m2').artifactKey, text!);
    const { degraded, model } = await ask();
    expect([degraded, model.id]).toEqual([undefined, 'm2']);
  });
});

describe('a forecast', () => {
  it('is made once of the same model, bars and levels, and of each other again', async () => {
    const { marketClock, deps, made, ask } = await counted();
    const first = await ask();
    expect(await ask()).toEqual(first);
    expect(made).toEqual(['m2']);
    const { touch } = await ask([90, 110]);
    expect(touch.map(({ level }) => level)).toEqual([90, 110]);
    await ask([110, 90]);
    expect(made).toHaveLength(3);
    await promoteChosenModel(deps, 'm1');
    await ask();
    expect(made.slice(3)).toEqual(['m1']);
    marketClock.set(sessionOn('2024-01-10')!.closeAt);
    expect((await ask()).asOf).toBe(sessionOn('2024-01-10')!.closeAt);
    expect(made.slice(4)).toEqual(['m1']);
  });

  it('is made again of a history into which a late bar has come', async () => {
    const { deps, made } = await counted();
    const upTo = deps.marketClock.now(SYMBOL);
    const whole = await recentBars(deps, { symbol: SYMBOL, interval: '1d', upTo, count: 300 });
    const { bars } = whole.bars;
    const holed = credibleBars(
      cleanBars({ ...whole.bars, bars: bars.toSpliced(-5, 1), knownAt: upTo }).clean,
    );
    const askOf = (history: RecentBars) =>
      predict({ ...deps, caches: { ...deps.caches, bars: { get: async () => history } } }, QUESTION);
    for (const history of [{ ...whole, bars: holed }, whole, whole]) await askOf(history);
    expect(made).toEqual(['m2', 'm2']);
  });

  it('is made again after five minutes', async () => {
    const { clock, made, ask } = await counted();
    await ask();
    clock.advance(300_000);
    await ask();
    clock.advance(1);
    await ask();
    expect(made).toHaveLength(2);
  });
});

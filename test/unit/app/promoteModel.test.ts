import { predict } from '../../../lib/app/predict';
import { requestTraining, trainModel } from '../../../lib/app/train';
import { sessionOn } from '../../../lib/market/calendar/sessionOn';
import { walkBars, world } from '../../support/world';

const SYMBOL = 'DEMO.A';
const BARS = walkBars('2021-01-04', '2024-03-01', 11);
const SLOT = { owner: 'shared', series: SYMBOL, interval: '1d', horizonBars: 1 };
const QUESTION = { symbol: SYMBOL, interval: '1d', horizon: '1d' } as const;

type Kind = 'naive' | 'ewma' | 'ridge';

function registry() {
  const at = world({ bars: { [SYMBOL]: BARS }, marketNow: 0 });
  const train = async (date: string, model: Kind = 'ridge') => {
    at.marketClock.set(sessionOn(date)!.closeAt);
    const job = await requestTraining(at.deps, { tenant: 'local', ...QUESTION, model });
    return (await trainModel(at.deps, { tenant: 'local', jobId: job.id })).modelId!;
  };
  const damage = async (modelId: string) => {
    const { artifactKey } = (await at.stores.registry.card(SLOT, modelId))!;
    await at.stores.models.put(artifactKey, '{"cut":');
  };
  const roles = async () => {
    const { champion, previous } = (await at.stores.registry.roles(SLOT))!;
    return { champion, previous };
  };
  return { ...at, train, damage, roles };
}

describe('a model that is promoted', () => {
  it('keeps the predecessor of a champion that cannot be read', async () => {
    const at = registry();
    const first = await at.train('2024-01-04');
    await at.damage(await at.train('2024-01-05'));
    const third = await at.train('2024-01-08');
    expect(await at.roles()).toEqual({ champion: third, previous: first });
    await at.damage(third);
    expect(await predict(at.deps, QUESTION)).toMatchObject({
      model: { id: first, role: 'retired' },
      degraded: 'championUnreadable',
    });
  });

  it('has no predecessor where neither the champion nor the one before can be read', async () => {
    const at = registry();
    await at.damage(await at.train('2024-01-04'));
    await at.damage(await at.train('2024-01-05'));
    const third = await at.train('2024-01-08');
    expect(await at.roles()).toEqual({ champion: third, previous: undefined });
  });

  it('takes the place of a champion that has seen later bars and cannot be read', async () => {
    const at = registry();
    await at.damage(await at.train('2024-01-08'));
    const earlier = await at.train('2024-01-05');
    expect(await at.roles()).toEqual({ champion: earlier, previous: undefined });
  });

  it('is preceded by the champion when the one before cannot be read', async () => {
    const at = registry();
    await at.damage(await at.train('2024-01-05'));
    const second = await at.train('2024-01-08', 'ewma');
    const third = await at.train('2024-01-08', 'naive');
    expect(await at.roles()).toEqual({ champion: third, previous: second });
  });

  it('is not its own predecessor when the one before is trained again in place of a broken champion', async () => {
    const at = registry();
    const first = await at.train('2024-01-08', 'ewma');
    await at.damage(await at.train('2024-01-08', 'naive'));
    expect(await at.train('2024-01-08', 'ewma')).toBe(first);
    expect(await at.roles()).toEqual({ champion: first, previous: undefined });
  });
});

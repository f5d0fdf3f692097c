import { predict } from '../../../lib/app/predict';
import { promoteChosenModel, promoteModel } from '../../../lib/app/promoteModel';
import { registeredModels, SLOT, SYMBOL } from '../../support/registeredModels';

const QUESTION = { symbol: SYMBOL, interval: '1d', horizon: '1d' } as const;

describe('a model that somebody promotes', () => {
  it.each<[string, readonly string[], string, string | undefined]>([
    ['comes first where none was', [], 'm2', undefined],
    ['has the champion before it, which can speak of earlier bars', ['m1', 'm2'], 'm3', 'm2'],
    ['displaces a champion that has seen later bars, and has it before it', ['m1', 'm3'], 'm1', 'm3'],
    ['keeps the one before that can speak of earlier bars', ['m1', 'm3'], 'm2', 'm1'],
    ['has the champion before it where none can speak of earlier bars', ['m3', 'm4'], 'm1', 'm4'],
  ])('%s', async (_what, promoted, id, previous) => {
    const at = await registeredModels(...promoted);
    expect(await promoteChosenModel(at.deps, id)).toEqual({ card: at.cardOf(id), role: 'champion' });
    expect(await at.roles()).toEqual({ champion: id, previous });
    expect(await predict(at.deps, QUESTION)).toMatchObject({ model: { id, role: 'champion' } });
  });

  it('stays the champion when it is promoted again', async () => {
    const at = await registeredModels('m1', 'm2');
    const before = await at.registry.roles(SLOT);
    expect((await promoteChosenModel(at.deps, 'm2')).role).toBe('champion');
    expect(await at.registry.roles(SLOT)).toEqual(before);
  });

  it.each(['m1', 'm3'])('cannot be %s, whose object cannot be read', async (id) => {
    const at = await registeredModels('m2', 'm3');
    await at.damage(id);
    await expect(promoteChosenModel(at.deps, id)).rejects.toMatchObject({
      code: 'MODEL_INCOMPATIBLE',
      message: `The stored model "${id}" cannot be read, so it cannot answer. Train "DEMO.A" again.`,
    });
    expect(await at.roles()).toEqual({ champion: 'm3', previous: 'm2' });
  });

  it('takes the place of a champion that cannot be read, which precedes nobody', async () => {
    const at = await registeredModels('m2', 'm3');
    await at.damage('m3');
    await promoteChosenModel(at.deps, 'm1');
    expect(await at.roles()).toEqual({ champion: 'm1', previous: 'm2' });
  });

  it('must be there', async () => {
    const at = await registeredModels('m2');
    await expect(promoteChosenModel(at.deps, 'gone')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const registry = { ...at.registry, card: async () => undefined };
    await expect(promoteChosenModel({ ...at.deps, registry }, 'm1')).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('is told when the roles change meanwhile', async () => {
    const at = await registeredModels('m2');
    const registry: typeof at.registry = {
      ...at.registry,
      keep: async (slot, id) => {
        await promoteModel(at.deps, SLOT, at.cardOf('m3'));
        return at.registry.keep(slot, id);
      },
    };
    await expect(promoteChosenModel({ ...at.deps, registry }, 'm1')).rejects.toMatchObject({
      code: 'STORE_CONFLICT',
      message:
        'The models of "DEMO.A" changed while one was promoted. Read them again and repeat the change.',
    });
    expect(await at.roles()).toEqual({ champion: 'm3', previous: 'm2' });
  });

  it('gives way to a freshly trained one that has seen as many bars, and to none of fewer', async () => {
    const at = await registeredModels('m3');
    await promoteChosenModel(at.deps, 'm2');
    await promoteModel(at.deps, SLOT, at.cardOf('m1'));
    expect(await at.roles()).toEqual({ champion: 'm2', previous: 'm3' });
    await promoteModel(at.deps, SLOT, at.cardOf('m4'));
    expect(await at.roles()).toEqual({ champion: 'm4', previous: 'm2' });
  });
});

import fc from 'fast-check';
import { listModels, readModel } from '../../../lib/app/models';
import { predict } from '../../../lib/app/predict';
import { promoteChosenModel, promoteModel } from '../../../lib/app/promoteModel';
import { removeModel } from '../../../lib/app/removeModel';
import { isProblem } from '../../../lib/problems';
import { Crash, failing, type Fault } from '../../support/faults';
import { registeredModels, SLOT, SYMBOL } from '../../support/registeredModels';

const QUESTION = { symbol: SYMBOL, interval: '1d', horizon: '1d' } as const;

type At = Awaited<ReturnType<typeof registeredModels>>;

const idsOf = async ({ deps }: At) =>
  (await listModels(deps, { limit: 20 })).items.map(({ card }) => card.id);

const changed = (id: string) =>
  `The model "${id}" or the roles of "DEMO.A" changed while it was deleted. Read it again and repeat the deletion.`;

describe('a model that is deleted', () => {
  it.each([
    ['m1', 'answers no more', { champion: 'm3', previous: 'm2' }],
    ['m2', 'answered before the champion', { champion: 'm3', previous: undefined }],
  ])('is gone: %s, which %s', async (id, _what, roles) => {
    const at = await registeredModels('m2', 'm3');
    await removeModel(at.deps, id);
    expect(await at.roles()).toEqual(roles);
    expect(await idsOf(at)).toEqual(['m1', 'm2', 'm3', 'm4'].filter((one) => one !== id));
    await expect(readModel(at.deps, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(removeModel(at.deps, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await predict(at.deps, QUESTION)).toMatchObject({ model: { id: 'm3', role: 'champion' } });
  });

  it('leaves its object, which the same training would need again', async () => {
    const at = await registeredModels('m2', 'm3');
    await removeModel(at.deps, 'm1');
    expect(await at.stores.models.get(at.cardOf('m1').artifactKey)).toBeDefined();
    await at.registry.putCard(SLOT, at.cardOf('m1'));
    expect((await promoteChosenModel(at.deps, 'm1')).role).toBe('champion');
  });

  it('is not the champion', async () => {
    const at = await registeredModels('m2', 'm3');
    await expect(removeModel(at.deps, 'm3')).rejects.toMatchObject({
      code: 'STORE_CONFLICT',
      message:
        'The model "m3" answers for "DEMO.A". Promote another model first: PUT {"role":"champion"} on it.',
    });
    expect(await at.roles()).toEqual({ champion: 'm3', previous: 'm2' });
    expect(await idsOf(at)).toEqual(['m1', 'm2', 'm3', 'm4']);
  });

  it('is not the one that answers while the champion cannot be read', async () => {
    const at = await registeredModels('m2', 'm3');
    await at.damage('m3');
    await expect(removeModel(at.deps, 'm2')).rejects.toMatchObject({ code: 'STORE_CONFLICT' });
    await removeModel(at.deps, 'm1');
    expect(await predict(at.deps, QUESTION)).toMatchObject({ model: { id: 'm2', role: 'retired' } });
  });

  it('can be the former champion once another is promoted', async () => {
    const at = await registeredModels('m2', 'm3');
    await promoteChosenModel(at.deps, 'm2');
    await removeModel(at.deps, 'm3');
    expect(await at.roles()).toEqual({ champion: 'm2', previous: undefined });
  });

  it('is one that was never promoted, in a slot where none was', async () => {
    const at = await registeredModels();
    await removeModel(at.deps, 'm1');
    expect(await idsOf(at)).toEqual(['m2', 'm3', 'm4']);
    await expect(predict(at.deps, QUESTION)).rejects.toMatchObject({ code: 'MODEL_NOT_TRAINED' });
  });

  it.each<[string, (at: At) => Promise<unknown>]>([
    ['another is promoted meanwhile', (at) => promoteModel(at.deps, SLOT, at.cardOf('m4'))],
    ['it is promoted meanwhile', (at) => promoteChosenModel(at.deps, 'm1')],
    ['it is deleted meanwhile by another', (at) => removeModel(at.deps, 'm1')],
  ])('is told when %s', async (_what, meanwhile) => {
    const at = await registeredModels('m2', 'm3');
    const registry: typeof at.registry = {
      ...at.registry,
      condemn: async (...model) => {
        await meanwhile(at);
        await at.registry.condemn(...model);
      },
    };
    await expect(removeModel({ ...at.deps, registry }, 'm1')).rejects.toMatchObject({
      code: 'STORE_CONFLICT',
      message: changed('m1'),
    });
    const { champion } = await at.roles();
    expect(await predict(at.deps, QUESTION)).toMatchObject({ model: { id: champion, role: 'champion' } });
  });

  it('is told when it is trained again before its card is gone', async () => {
    const at = await registeredModels('m2', 'm3');
    const registry: typeof at.registry = {
      ...at.registry,
      remove: async (...model) => {
        await at.registry.putCard(SLOT, at.cardOf('m1'));
        return at.registry.remove(...model);
      },
    };
    await expect(removeModel({ ...at.deps, registry }, 'm1')).rejects.toMatchObject({
      message: changed('m1'),
    });
    expect(await idsOf(at)).toEqual(['m1', 'm2', 'm3', 'm4']);
  });

  const STEPS: readonly Fault<At['registry']>[] = (['condemn', 'setRoles', 'remove'] as const).flatMap(
    (method) =>
      (['before', 'after'] as const).map((when) => ({ method, nth: 1, when, error: new Crash('killed') })),
  );

  it.each(STEPS)('serves nobody when it dies $when $method, and is finished by the next', async (fault) => {
    const at = await registeredModels('m2', 'm3');
    const dying = { ...at.deps, registry: failing(at.registry, [fault]) };
    await expect(removeModel(dying, 'm2')).rejects.toThrow('killed');
    expect(await predict(at.deps, QUESTION)).toMatchObject({ model: { id: 'm3', role: 'champion' } });
    const { previous } = await at.roles();
    expect(previous).toBe(fault.method === 'condemn' || isBefore(fault, 'setRoles') ? 'm2' : undefined);
    const finished = removeModel(at.deps, 'm2');
    if (fault.method === 'remove' && fault.when === 'after') {
      await expect(finished).rejects.toMatchObject({ code: 'NOT_FOUND' });
    } else await finished;
    expect([await at.roles(), await idsOf(at)]).toEqual([
      { champion: 'm3', previous: undefined },
      ['m1', 'm3', 'm4'],
    ]);
  });

  const isBefore = ({ method, when }: Fault<At['registry']>, name: string) =>
    method === name && when === 'before';
});

test('whatever happens at once, a model that answers has its card and is found by its id', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(fc.constantFrom('delete', 'promote', 'train'), { minLength: 2, maxLength: 5 }),
      async (scheduler, acts) => {
        const at = await registeredModels('m2', 'm3');
        const registry = new Proxy(at.registry, {
          get: (target, name) => {
            const call = (target as Record<string | symbol, unknown>)[name] as () => Promise<unknown>;
            return scheduler.scheduleFunction(call);
          },
        });
        const deps = { ...at.deps, registry };
        const run = async (act: string) => {
          if (act === 'delete') return removeModel(deps, 'm4');
          if (act === 'promote') return promoteChosenModel(deps, 'm4');
          await registry.putCard(SLOT, at.cardOf('m4'));
          return promoteModel(deps, SLOT, at.cardOf('m4'));
        };
        const outcomes = Promise.allSettled(acts.map(run));
        await scheduler.waitFor(outcomes);
        for (const outcome of await outcomes) {
          if (outcome.status === 'rejected') expect(isProblem(outcome.reason)).toBe(true);
        }
        const { champion, previous } = await at.roles();
        for (const id of [champion, previous]) {
          if (id !== undefined) expect((await readModel(at.deps, id)).card.id).toBe(id);
        }
      },
    ),
    { numRuns: 300 },
  );
});

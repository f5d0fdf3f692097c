import type { ModelCard } from '../../lib/models/modelCard';
import type { ModelDirectory } from '../../lib/ports/ModelDirectory';
import type { ModelRegistry, ModelSlot } from '../../lib/ports/ModelRegistry';
import { unique } from '../support/unique';

type Registry = ModelRegistry & ModelDirectory;

const cardOf = (id: string): ModelCard => ({
  id,
  kind: 'ridge',
  symbol: '^GSPC',
  interval: '1d',
  horizonBars: 1,
  trainedAt: Date.UTC(2026, 10, 1),
  trainedThrough: Date.UTC(2008, 7, 1, 20),
  artifactKey: `models/${id}.json`,
  artifactSha256: 'ab'.repeat(32),
  features: ['ret1', 'vol20'],
  evaluation: { folds: [{ mse: 1.25e-4 }], smallest: 5e-324 },
});

const slotOf = (change: Partial<ModelSlot> = {}): ModelSlot => ({
  owner: 'shared',
  series: unique('^GSPC'),
  interval: '1d',
  horizonBars: 1,
  ...change,
});

/** Two models of one slot. */
async function registered(registry: Registry) {
  const slot = slotOf({ owner: unique('owner') });
  for (const id of ['m1', 'm2']) await registry.putCard(slot, cardOf(id));
  return { registry, slot };
}

/** Models `a` to `d` of one owner, two of them by the hour, all but `c` of the series GA. */
async function filled(registry: Registry) {
  const owner = unique('owner');
  const slots = [
    slotOf({ owner, series: 'GA' }),
    slotOf({ owner, series: 'GA', interval: '1h' }),
    slotOf({ owner, series: 'GB', interval: '1h' }),
    slotOf({ owner, series: 'GA', horizonBars: 5 }),
  ];
  for (const [place, id] of ['d', 'b', 'c', 'a'].entries()) {
    await registry.putCard(slots['abcd'.indexOf(id)]!, { ...cardOf(id), trainedAt: place });
  }
  return { registry, owner, slots };
}

export function modelRegistryLaws(make: () => Registry): void {
  describe('a model registry', () => {
    it('knows no roles before the first', async () => {
      expect(await make().roles(slotOf())).toBeUndefined();
    });

    it('changes the roles that were read', async () => {
      const registry = make();
      const slot = slotOf();
      expect(await registry.setRoles(slot, { champion: 'a', version: 1 }, 0)).toBe(true);
      expect(await registry.roles(slot)).toEqual({ champion: 'a', version: 1 });
      expect(await registry.setRoles(slot, { champion: 'b', previous: 'a', version: 2 }, 1)).toBe(true);
      expect(await registry.roles(slot)).toEqual({ champion: 'b', previous: 'a', version: 2 });
    });

    it.each([0, 1, 3])('does not change roles at version 2 for who has read version %i', async (read) => {
      const registry = make();
      const slot = slotOf();
      await registry.setRoles(slot, { champion: 'a', version: 1 }, 0);
      await registry.setRoles(slot, { champion: 'b', version: 2 }, 1);
      expect(await registry.setRoles(slot, { champion: 'c', version: read + 1 }, read)).toBe(false);
      expect(await registry.roles(slot)).toEqual({ champion: 'b', version: 2 });
    });

    it('lets one of many promotions win', async () => {
      const registry = make();
      const slot = slotOf();
      const champions = ['a', 'b', 'c'];
      const won = await Promise.all(
        champions.map((champion) => registry.setRoles(slot, { champion, version: 1 }, 0)),
      );
      expect(won.filter(Boolean)).toHaveLength(1);
      expect((await registry.roles(slot))?.champion).toBe(champions[won.indexOf(true)]);
    });

    it('gives a card back whole, in its slot only', async () => {
      const registry = make();
      const slot = slotOf();
      await registry.putCard(slot, cardOf('m1'));
      expect(await registry.card(slot, 'm1')).toEqual(cardOf('m1'));
      expect(await registry.card(slot, 'm2')).toBeUndefined();
      expect(await registry.card({ ...slot, owner: 'local' }, 'm1')).toBeUndefined();
      expect(await registry.card({ ...slot, interval: '1h' }, 'm1')).toBeUndefined();
      expect(await registry.card({ ...slot, horizonBars: 5 }, 'm1')).toBeUndefined();
    });

    it('knows where a model is by its id, for its owner only', async () => {
      const registry = make();
      const slot = slotOf({ owner: unique('owner') });
      const id = unique('m');
      expect(await registry.slotOf(slot.owner, id)).toBeUndefined();
      await registry.putCard(slot, cardOf(id));
      expect(await registry.slotOf(slot.owner, id)).toEqual(slot);
      expect(await registry.slotOf(unique('owner'), id)).toBeUndefined();
      expect(await registry.slotOf(slot.owner, 'x'.repeat(2_000))).toBeUndefined();
    });

    it('lists the models of an owner by their ids, page after page', async () => {
      const { registry, owner, slots } = await filled(make());
      const expected = ['a', 'b', 'c', 'd'].map((id, place) => ({ id, slot: slots[place] }));
      expect(await registry.list({ owner, limit: 4 })).toEqual({ items: expected, next: undefined });
      expect(await registry.list({ owner, limit: 3 })).toEqual({ items: expected.slice(0, 3), next: 'c' });
      const rest = { items: expected.slice(3), next: undefined };
      expect(await registry.list({ owner, limit: 3, after: 'c' })).toEqual(rest);
      expect(await registry.list({ owner, limit: 3, after: 'bb' })).toEqual({
        ...rest,
        items: expected.slice(2),
      });
      expect(await registry.list({ owner: unique('owner'), limit: 4 })).toEqual({
        items: [],
        next: undefined,
      });
    });

    it.each([
      ['a series', { series: 'GA' }, ['a', 'b', 'd']],
      ['an interval', { interval: '1h' }, ['b', 'c']],
      ['both', { series: 'GA', interval: '1h' }, ['b']],
      ['neither that is there', { series: 'GA', interval: '5min' }, []],
    ])('lists the models of %s', async (_what, filter, expected) => {
      const { registry, owner } = await filled(make());
      const ids = async (limit: number, after?: string) => {
        const page = await registry.list({ owner, limit, ...filter, ...(after !== undefined && { after }) });
        return { ids: page.items.map(({ id }) => id), next: page.next };
      };
      expect(await ids(3)).toEqual({ ids: expected, next: undefined });
      const [first] = expected;
      expect(await ids(1)).toEqual({
        ids: expected.slice(0, 1),
        next: expected.length > 1 ? first : undefined,
      });
      expect((await ids(3, first)).ids).toEqual(first === undefined ? [] : expected.slice(1));
    });

    it('lists a model once, however often it is registered', async () => {
      const registry = make();
      const slot = slotOf({ owner: unique('owner') });
      await registry.putCard(slot, cardOf('m1'));
      await registry.putCard(slot, { ...cardOf('m1'), trainedAt: 2 });
      const { items } = await registry.list({ owner: slot.owner, limit: 9 });
      expect(items).toEqual([{ id: 'm1', slot }]);
      expect((await registry.card(slot, 'm1'))?.trainedAt).toBe(2);
    });

    it('removes what is condemned, with the way to it', async () => {
      const { registry, slot } = await registered(make());
      await registry.condemn(slot, 'm1', 'token');
      expect(await registry.card(slot, 'm1')).toEqual(cardOf('m1'));
      expect(await registry.slotOf(slot.owner, 'm1')).toEqual(slot);
      expect(await registry.remove(slot, 'm1', 'token')).toBe(true);
      expect(await registry.card(slot, 'm1')).toBeUndefined();
      expect(await registry.slotOf(slot.owner, 'm1')).toBeUndefined();
      expect((await registry.list({ owner: slot.owner, limit: 9 })).items.map(({ id }) => id)).toEqual([
        'm2',
      ]);
      expect(await registry.card(slot, 'm2')).toEqual(cardOf('m2'));
    });

    it.each<[string, (registry: ModelRegistry, slot: ModelSlot) => Promise<unknown>]>([
      ['is not condemned', async () => undefined],
      ['another deletion has condemned since', (registry, slot) => registry.condemn(slot, 'm1', 'later')],
      ['was kept since', (registry, slot) => registry.keep(slot, 'm1')],
      ['was registered again since', (registry, slot) => registry.putCard(slot, cardOf('m1'))],
    ])('does not remove what %s', async (what, happen) => {
      const { registry, slot } = await registered(make());
      if (what !== 'is not condemned') await registry.condemn(slot, 'm1', 'token');
      await happen(registry, slot);
      expect(await registry.remove(slot, 'm1', 'token')).toBe(false);
      expect(await registry.card(slot, 'm1')).toEqual(cardOf('m1'));
      expect(await registry.slotOf(slot.owner, 'm1')).toEqual(slot);
    });

    it('keeps what is there, and says what is not', async () => {
      const { registry, slot } = await registered(make());
      expect(await registry.keep(slot, 'm1')).toBe(true);
      expect(await registry.card(slot, 'm1')).toEqual(cardOf('m1'));
      await registry.condemn(slot, 'm1', 'token');
      await registry.remove(slot, 'm1', 'token');
      expect(await registry.keep(slot, 'm1')).toBe(false);
      expect(await registry.keep(slot, 'never-was')).toBe(false);
      expect(await registry.slotOf(slot.owner, 'never-was')).toBeUndefined();
    });

    it('removes what is gone already, and makes nothing by condemning it', async () => {
      const { registry, slot } = await registered(make());
      for (const id of ['m1', 'm1', 'never-was']) {
        await registry.condemn(slot, id, 'token');
        expect(await registry.remove(slot, id, 'token')).toBe(true);
      }
      expect((await registry.list({ owner: slot.owner, limit: 9 })).items.map(({ id }) => id)).toEqual([
        'm2',
      ]);
    });
  });
}

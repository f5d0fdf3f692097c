import type { ModelCard } from '../../lib/models/modelCard';
import type { ModelRegistry, ModelSlot } from '../../lib/ports/ModelRegistry';
import { unique } from '../support/unique';

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

export function modelRegistryLaws(make: () => ModelRegistry): void {
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
  });
}

import type { RuleStore } from '../../lib/ports/RuleStore';
import { storedRule } from '../support/storedRules';
import { unique } from '../support/unique';

export function ruleStoreLaws(make: () => RuleStore): void {
  describe('a rule store', () => {
    it('gives back what was created, to its tenant only', async () => {
      const store = make();
      const rule = storedRule();
      await store.create(rule);
      expect(await store.get(rule.tenant, rule.id)).toEqual(rule);
      expect(await store.get(unique('tenant'), rule.id)).toBeUndefined();
      expect(await store.get(rule.tenant, unique('rule'))).toBeUndefined();
    });

    it('keeps numbers that a rule may name and few stores can hold', async () => {
      const store = make();
      const when = { op: '>' as const, left: { mul: [1e300, 1e-300] as const }, right: Number.MIN_VALUE };
      const rule = storedRule({ rule: { ...storedRule().rule, when } });
      await store.create(rule);
      expect((await store.get(rule.tenant, rule.id))?.rule.when).toEqual(when);
    });

    it('finds nothing under an id that is longer than any', async () => {
      const rule = storedRule();
      expect(await make().get(rule.tenant, 'x'.repeat(3_000))).toBeUndefined();
    });

    it('does not create a second rule with an id', async () => {
      const store = make();
      const rule = storedRule();
      await store.create(rule);
      await expect(store.create({ ...rule, version: 2 })).rejects.toMatchObject({ code: 'STORE_CONFLICT' });
      expect(await store.get(rule.tenant, rule.id)).toEqual(rule);
    });

    it('replaces the version that was read', async () => {
      const store = make();
      const rule = storedRule();
      await store.create(rule);
      await store.replace({ ...rule, version: 2, paused: true }, 1);
      expect(await store.get(rule.tenant, rule.id)).toEqual({ ...rule, version: 2, paused: true });
    });

    it('refuses a stale version, naming it', async () => {
      const store = make();
      const rule = storedRule();
      await store.create({ ...rule, version: 2 });
      const stale = { code: 'STORE_CONFLICT', message: expect.stringContaining('"1"') as string };
      await expect(store.replace({ ...rule, version: 2 }, 1)).rejects.toMatchObject(stale);
      await expect(store.remove(rule.tenant, rule.id, 1)).rejects.toMatchObject(stale);
      expect((await store.get(rule.tenant, rule.id))?.version).toBe(2);
    });

    it('says that a rule is gone', async () => {
      const store = make();
      const rule = storedRule();
      await store.create(rule);
      await store.remove(rule.tenant, rule.id, 1);
      expect(await store.get(rule.tenant, rule.id)).toBeUndefined();
      await expect(store.replace(rule, 1)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(store.remove(rule.tenant, rule.id, 1)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });

    it('lets one of two editors of a version win', async () => {
      const store = make();
      const rule = storedRule();
      await store.create(rule);
      const edits = ['a', 'b', 'c'].map((name) => ({ ...rule, version: 2, rule: { ...rule.rule, name } }));
      const results = await Promise.allSettled(edits.map((edit) => store.replace(edit, 1)));
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const winner = edits[results.findIndex(({ status }) => status === 'fulfilled')];
      expect(await store.get(rule.tenant, rule.id)).toEqual(winner);
    });

    it('lists a tenant’s rules by id, page by page, and no other’s', async () => {
      const store = make();
      const tenant = unique('tenant');
      const ids = ['r1', 'r2', 'r3', 'r4', 'r5'];
      for (const id of ['r3', 'r1', 'r5', 'r2', 'r4']) await store.create(storedRule({ tenant, id }));
      await store.create(storedRule({ id: 'r0' }));
      const first = await store.list(tenant, 2);
      expect(first.items.map(({ id }) => id)).toEqual(ids.slice(0, 2));
      const second = await store.list(tenant, 2, first.next);
      expect(second.items.map(({ id }) => id)).toEqual(ids.slice(2, 4));
      const last = await store.list(tenant, 2, second.next);
      expect(last).toMatchObject({ items: [{ id: 'r5' }], next: undefined });
    });

    it('does not promise a page where none follows', async () => {
      const store = make();
      const tenant = unique('tenant');
      expect(await store.list(tenant, 2)).toEqual({ items: [], next: undefined });
      await store.create(storedRule({ tenant, id: 'r1' }));
      await store.create(storedRule({ tenant, id: 'r2' }));
      expect((await store.list(tenant, 2)).next).toBeUndefined();
    });

    it('goes on after a rule that was deleted meanwhile', async () => {
      const store = make();
      const tenant = unique('tenant');
      for (const id of ['r1', 'r2', 'r3']) await store.create(storedRule({ tenant, id }));
      const { next } = await store.list(tenant, 2);
      await store.remove(tenant, 'r2', 1);
      expect((await store.list(tenant, 2, next)).items.map(({ id }) => id)).toEqual(['r3']);
    });

    it('is not changed by a caller who changes what he gave or got', async () => {
      const store = make();
      const rule = storedRule();
      const symbols = ['^GSPC'];
      await store.create({ ...rule, rule: { ...rule.rule, targets: { symbols } } });
      symbols.push('AAPL');
      const got = await store.get(rule.tenant, rule.id);
      (got!.rule.targets.symbols as string[]).push('MSFT');
      expect((await store.get(rule.tenant, rule.id))?.rule.targets.symbols).toEqual(['^GSPC']);
    });
  });
}

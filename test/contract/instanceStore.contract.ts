import type { InstanceStore } from '../../lib/ports/InstanceStore';
import { instanceOf } from '../support/storedRules';
import { unique } from '../support/unique';

export function instanceStoreLaws(make: () => InstanceStore): void {
  const key = (series: string) => ({ series, interval: '1d' as const });

  describe('an instance store', () => {
    it('finds every rule of a series, of all tenants, and none of another', async () => {
      const store = make();
      const series = unique('series');
      const instances = Array.from({ length: 20 }, () => instanceOf({ series }));
      for (const instance of instances) expect(await store.put(instance, undefined)).toBe(true);
      await store.put(instanceOf({ series, interval: '1h' }), undefined);
      await store.put(instanceOf(), undefined);
      const found = await store.ofSeries(key(series));
      const byRule = (a: { ruleId: string }, b: { ruleId: string }) => (a.ruleId < b.ruleId ? -1 : 1);
      expect([...found].sort(byRule)).toEqual([...instances].sort(byRule));
    });

    it('finds a rule on the series asked for, in their order', async () => {
      const store = make();
      const [b, a, c] = [unique('b'), unique('a'), unique('c')];
      const first = instanceOf({ series: b });
      const second = { ...first, series: a };
      await store.put(first, undefined);
      await store.put(second, undefined);
      expect(await store.ofRule(first.tenant, first.ruleId, [key(b), key(c), key(a)])).toEqual([
        first,
        second,
      ]);
      expect(await store.ofRule(unique('tenant'), first.ruleId, [key(b)])).toEqual([]);
      expect(await store.ofRule(first.tenant, first.ruleId, [])).toEqual([]);
    });

    it('finds many rules of a tenant, each on the series asked for, in their order', async () => {
      const store = make();
      const [a, b] = [unique('a'), unique('b')];
      const first = instanceOf({ series: a });
      const second = instanceOf({ series: a, tenant: first.tenant });
      const foreign = instanceOf({ series: a });
      const firstElsewhere = { ...first, series: b };
      for (const one of [first, second, foreign, firstElsewhere]) await store.put(one, undefined);
      const asked = [
        { ruleId: second.ruleId, keys: [key(b), key(a)] },
        { ruleId: foreign.ruleId, keys: [key(a)] },
        { ruleId: first.ruleId, keys: [key(b), key(a)] },
        { ruleId: first.ruleId, keys: [] },
      ];
      const found = await store.ofRules(first.tenant, asked);
      expect(found).toEqual([[second], [], [firstElsewhere, first], []]);
      expect(await store.ofRules(first.tenant, [])).toEqual([]);
    });

    it('finds the instances of a rule on any number of series', async () => {
      const store = make();
      const first = instanceOf();
      const series = Array.from({ length: 110 }, () => unique('series'));
      await Promise.all(series.map((one) => store.put({ ...first, series: one }, undefined)));
      const keys = series.map((one) => ({ series: one, interval: first.interval }));
      const found = await store.ofRule(first.tenant, first.ruleId, keys);
      expect(found.map((instance) => instance.series)).toEqual(series);
    });

    it('writes over the version that was read', async () => {
      const store = make();
      const instance = instanceOf();
      const next = { ...instance, stateVersion: 2, state: { ...instance.state, phase: 'firing' as const } };
      await store.put(instance, undefined);
      expect(await store.put(next, 1)).toBe(true);
      expect(await store.ofSeries(instance)).toEqual([next]);
    });

    it.each([
      { expected: undefined, law: 'nothing, where something stands' },
      { expected: 1, law: 'a version that has passed' },
      { expected: 7, law: 'a version that never was' },
    ])('does not write over $law', async ({ expected }) => {
      const store = make();
      const instance = instanceOf({ stateVersion: 2 });
      await store.put(instance, undefined);
      expect(await store.put({ ...instance, stateVersion: 9 }, expected)).toBe(false);
      expect(await store.ofSeries(instance)).toEqual([instance]);
    });

    it('does not bring back an instance that was removed meanwhile', async () => {
      const store = make();
      const instance = instanceOf();
      await store.put(instance, undefined);
      expect(await store.remove(instance)).toBe(true);
      expect(await store.put({ ...instance, stateVersion: 2 }, 1)).toBe(false);
      expect(await store.ofSeries(instance)).toEqual([]);
    });

    it('lets one of many writers of a version win', async () => {
      const store = make();
      const instance = instanceOf();
      await store.put(instance, undefined);
      const writes = [10, 11, 12, 13].map((stateVersion) => store.put({ ...instance, stateVersion }, 1));
      const won = await Promise.all(writes);
      expect(won.filter(Boolean)).toHaveLength(1);
      expect((await store.ofSeries(instance))[0]?.stateVersion).toBe(10 + won.indexOf(true));
    });

    it('removes one rule of a series, and removes it again in vain', async () => {
      const store = make();
      const kept = instanceOf();
      const removed = instanceOf({ series: kept.series });
      await store.put(kept, undefined);
      await store.put(removed, undefined);
      expect(await store.remove(removed)).toBe(true);
      expect(await store.remove(removed)).toBe(false);
      expect(await store.ofSeries(kept)).toEqual([kept]);
    });

    it('removes only what is as it was read', async () => {
      const store = make();
      const read = instanceOf();
      await store.put(read, undefined);
      const judged = { ...read, stateVersion: read.stateVersion + 1 };
      await store.put(judged, read.stateVersion);
      expect(await store.remove(read)).toBe(false);
      expect(await store.ofSeries(read)).toEqual([judged]);
      expect(await store.remove(judged)).toBe(true);
      expect(await store.ofSeries(read)).toEqual([]);
    });

    it('names every series that has a rule, once', async () => {
      const store = make();
      const series = `local/${unique('^GSPC')}`;
      await store.put(instanceOf({ series }), undefined);
      await store.put(instanceOf({ series }), undefined);
      await store.put(instanceOf({ series, interval: '5min' }), undefined);
      const named = (await store.activeSeries()).filter((active) => active.series === series);
      expect(named.map(({ interval }) => interval).sort()).toEqual(['1d', '5min']);
    });
  });
}

import type { RuleStore } from '../../lib/ports/RuleStore';
import { storedRule } from '../support/storedRules';
import { versionedStoreLaws } from './versionedStore.contract';

export function ruleStoreLaws(make: () => RuleStore): void {
  versionedStoreLaws('rule', make, storedRule, (stored, name) => ({
    ...stored,
    rule: { ...stored.rule, name },
  }));

  describe('a rule store', () => {
    it('keeps numbers that a rule may name and few stores can hold', async () => {
      const store = make();
      const when = { op: '>' as const, left: { mul: [1e300, 1e-300] as const }, right: Number.MIN_VALUE };
      const rule = storedRule({ rule: { ...storedRule().rule, when } });
      await store.create(rule);
      expect((await store.get(rule.tenant, rule.id))?.rule.when).toEqual(when);
    });

    it('is not changed by a caller who changes what he gave or got', async () => {
      const store = make();
      const rule = storedRule();
      const symbols = ['^GSPC'];
      await store.create({ ...rule, rule: { ...rule.rule, targets: { symbols } } });
      symbols.push('AAPL');
      const got = await store.get(rule.tenant, rule.id);
      // A store may hand out what cannot be changed: then the attempt comes to nothing.
      Reflect.set((got!.rule.targets as { symbols: string[] }).symbols, 1, 'MSFT');
      expect((await store.get(rule.tenant, rule.id))?.rule.targets).toEqual({ symbols: ['^GSPC'] });
    });
  });
}

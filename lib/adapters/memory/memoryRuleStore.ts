import type { RuleStore, StoredRule } from '../../ports/RuleStore';
import { Problem } from '../../problems';
import { copyOf } from './copyOf';

/** Rules in memory. */
export function memoryRuleStore(): RuleStore {
  const rules = new Map<string, StoredRule>();
  const keyOf = (tenant: string, id: string) => `${tenant}#${id}`;

  const requireVersion = (tenant: string, id: string, expectedVersion: number): void => {
    const standing = rules.get(keyOf(tenant, id));
    if (standing === undefined) throw new Problem('NOT_FOUND', `No rule has the id "${id}".`);
    if (standing.version !== expectedVersion) {
      throw new Problem(
        'STORE_CONFLICT',
        `The rule "${id}" is no longer at version "${expectedVersion}": read it again.`,
      );
    }
  };

  return {
    async create(rule) {
      if (rules.has(keyOf(rule.tenant, rule.id))) {
        throw new Problem('STORE_CONFLICT', `A rule with the id "${rule.id}" exists: choose another id.`);
      }
      rules.set(keyOf(rule.tenant, rule.id), copyOf(rule));
    },
    async get(tenant, id) {
      const rule = rules.get(keyOf(tenant, id));
      return rule && copyOf(rule);
    },
    async list(tenant, limit, after) {
      const later = [...rules.values()]
        .filter((rule) => rule.tenant === tenant && (after === undefined || rule.id > after))
        .sort((a, b) => (a.id < b.id ? -1 : 1));
      const items = later.slice(0, limit).map(copyOf);
      return { items, next: later.length > limit ? items.at(-1)?.id : undefined };
    },
    async replace(rule, expectedVersion) {
      requireVersion(rule.tenant, rule.id, expectedVersion);
      rules.set(keyOf(rule.tenant, rule.id), copyOf(rule));
    },
    async remove(tenant, id, expectedVersion) {
      requireVersion(tenant, id, expectedVersion);
      rules.delete(keyOf(tenant, id));
    },
  };
}

import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { RuleStore, StoredRule } from '../../ports/RuleStore';
import { Problem } from '../../problems';
import { ifAbsent, ifVersion } from './conditions';
import { documentOf, recordIn } from './documents';
import { RULE_PREFIX, ruleKey, tenantPartition } from './keys';
import { dynamoTable } from './table';

/** Rules in the core table. */
export function dynamoRuleStore(client: DynamoDBClient, coreTable: string): RuleStore {
  const table = dynamoTable(client, coreTable);

  const itemOf = (rule: StoredRule) => ({
    ...ruleKey(rule.tenant, rule.id),
    ...documentOf(rule),
    version: rule.version,
  });

  /** Why a write by version was refused. */
  const refusal = async (tenant: string, id: string, expectedVersion: number): Promise<Problem> =>
    (await table.get(ruleKey(tenant, id))) === undefined
      ? new Problem('NOT_FOUND', `No rule has the id "${id}".`)
      : new Problem(
          'STORE_CONFLICT',
          `The rule "${id}" is no longer at version "${expectedVersion}": read it again.`,
        );

  return {
    async create(rule) {
      if (await table.put(itemOf(rule), ifAbsent())) return;
      throw new Problem('STORE_CONFLICT', `A rule with the id "${rule.id}" exists: choose another id.`);
    },
    async get(tenant, id) {
      const item = await table.get(ruleKey(tenant, id));
      return item && recordIn<StoredRule>(item);
    },
    async list(tenant, limit, after) {
      const found = await table.query({
        where: '#PK = :tenant AND begins_with(#SK, :rules)',
        values: { ':tenant': tenantPartition(tenant), ':rules': RULE_PREFIX },
        after: after === undefined ? undefined : ruleKey(tenant, after),
        limit: limit + 1,
      });
      const items = found.slice(0, limit).map((item) => recordIn<StoredRule>(item));
      return { items, next: found.length > limit ? items.at(-1)?.id : undefined };
    },
    async replace(rule, expectedVersion) {
      if (await table.put(itemOf(rule), ifVersion(expectedVersion))) return;
      throw await refusal(rule.tenant, rule.id, expectedVersion);
    },
    async remove(tenant, id, expectedVersion) {
      if (await table.remove(ruleKey(tenant, id), ifVersion(expectedVersion))) return;
      throw await refusal(tenant, id, expectedVersion);
    },
  };
}

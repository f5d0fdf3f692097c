import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { ModelCard } from '../../models/modelCard';
import type { ModelRegistry, Roles } from '../../ports/ModelRegistry';
import { ifAbsent, ifVersion } from './conditions';
import { documentOf, recordIn } from './documents';
import { modelKey, rolesKey } from './keys';
import { dynamoTable } from './table';

/** The model registry in the core table. */
export function dynamoModelRegistry(client: DynamoDBClient, coreTable: string): ModelRegistry {
  const table = dynamoTable(client, coreTable);
  return {
    async roles(slot) {
      const item = await table.get(rolesKey(slot));
      return item && recordIn<Roles>(item);
    },
    setRoles(slot, roles, expectedVersion) {
      const item = { ...rolesKey(slot), ...documentOf(roles), version: roles.version };
      return table.put(item, expectedVersion === 0 ? ifAbsent() : ifVersion(expectedVersion));
    },
    async putCard(slot, card) {
      await table.put({ ...modelKey(slot, card.id), ...documentOf(card) });
    },
    async card(slot, modelId) {
      const item = await table.get(modelKey(slot, modelId));
      return item && recordIn<ModelCard>(item);
    },
  };
}

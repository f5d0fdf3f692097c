import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { ModelCard } from '../../models/modelCard';
import type { ModelDirectory, ModelPointer, ModelQuery } from '../../ports/ModelDirectory';
import type { ModelRegistry, ModelSlot, Roles } from '../../ports/ModelRegistry';
import { ifAbsent, ifPresent, ifVersion, type Condition } from './conditions';
import { documentOf, recordIn } from './documents';
import { modelKey, modelListPartition, modelPointerKey, rolesKey } from './keys';
import { dynamoTable } from './table';

/** Who deletes a model that nobody deletes: no token looks like it. */
const NOBODY = 'nobody';

const ifGoneOrCondemnedBy = (token: string): Condition => ({
  expression: 'attribute_not_exists(#PK) OR #condemnedBy = :token',
  values: { ':token': token },
});

/** Which pointers a query wants besides those of its owner. */
function filterOf({ series, interval }: ModelQuery) {
  const wanted = Object.entries({ series, interval }).filter(([, text]) => text !== undefined);
  return {
    filter: wanted.length === 0 ? undefined : wanted.map(([name]) => `#${name} = :${name}`).join(' AND '),
    values: Object.fromEntries(wanted.map(([name, text]) => [`:${name}`, text as string])),
  };
}

/**
 * The model registry in the core table: roles and cards by slot, and for each owner a list of pointers to
 * them by id.
 */
export function dynamoModelRegistry(
  client: DynamoDBClient,
  coreTable: string,
): ModelRegistry & ModelDirectory {
  const table = dynamoTable(client, coreTable);

  const point = (slot: ModelSlot, id: string) =>
    table.put({
      ...modelPointerKey(slot.owner, id),
      ...documentOf({ id, slot } satisfies ModelPointer),
      series: slot.series,
      interval: slot.interval,
    });

  const markedOf = (slot: ModelSlot, id: string) => [modelPointerKey(slot.owner, id), modelKey(slot, id)];

  const markWith = (token: string) => ({
    expression: 'SET #condemnedBy = :token',
    values: { ':token': token },
    when: ifPresent(),
  });

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
      await point(slot, card.id);
      await table.put({ ...modelKey(slot, card.id), ...documentOf(card) });
      // Again: a deletion of the model as it was may have ended in between.
      await point(slot, card.id);
    },
    async card(slot, modelId) {
      const item = await table.get(modelKey(slot, modelId));
      return item && recordIn<ModelCard>(item);
    },
    async slotOf(owner, modelId) {
      const item = await table.get(modelPointerKey(owner, modelId));
      return item && recordIn<ModelPointer>(item).slot;
    },
    async list(query) {
      const { owner, after, limit } = query;
      const { filter, values } = filterOf(query);
      const found = await table.query({
        where: '#PK = :models',
        filter,
        values: { ':models': modelListPartition(owner), ...values },
        after: after === undefined ? undefined : modelPointerKey(owner, after),
        limit: limit + 1,
      });
      const items = found.slice(0, limit).map((item) => recordIn<ModelPointer>(item));
      return { items, next: found.length > limit ? items.at(-1)?.id : undefined };
    },
    async condemn(slot, modelId, token) {
      for (const key of markedOf(slot, modelId)) await table.update(key, markWith(token));
    },
    async keep(slot, modelId) {
      return (await table.update(modelKey(slot, modelId), markWith(NOBODY))) !== undefined;
    },
    async remove(slot, modelId, token) {
      const when = ifGoneOrCondemnedBy(token);
      if (!(await table.remove(modelKey(slot, modelId), when))) return false;
      await table.remove(modelPointerKey(slot.owner, modelId), when);
      return true;
    },
  };
}

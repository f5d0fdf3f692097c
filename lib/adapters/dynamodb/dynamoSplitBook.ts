import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { KnownSplit } from '../../market/split';
import type { SplitBook } from '../../ports/SplitBook';
import { type Condition, ifAbsent } from './conditions';
import { documentOf, recordIn } from './documents';
import { splitKey, splitPartition } from './keys';
import { dynamoTable } from './table';

/** What may stand where a split is written. */
const CONDITIONS: Readonly<Record<KnownSplit['state'], Condition | undefined>> = {
  confirmed: undefined,
  suspected: ifAbsent(),
  refuted: {
    expression: 'attribute_not_exists(#PK) OR #state <> :confirmed',
    values: { ':confirmed': 'confirmed' },
  },
};

/** Splits in the market table, one item each, read strongly: what follows on one is judged by it at once. */
export function dynamoSplitBook(client: DynamoDBClient, marketTable: string): SplitBook {
  const table = dynamoTable(client, marketTable);
  return {
    async ofSymbol(symbol) {
      const items = await table.query({
        where: '#PK = :splits',
        values: { ':splits': splitPartition(symbol) },
      });
      return items.map((item) => recordIn<KnownSplit>(item));
    },
    async put(symbol, split) {
      const { at, state } = split;
      await table.put({ ...splitKey(symbol, at), state, ...documentOf(split) }, CONDITIONS[state]);
    },
  };
}

import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Interval } from '../../market/interval';
import type { Reprojection, Reprojections } from '../../ports/Reprojections';
import { inTurn } from '../inTurn';
import { MOST_SERIES } from '../unfollowed';
import { ifStill, type Condition } from './conditions';
import { numberIn, textIn, type Item } from './documents';
import { REPROJECTIONS, reprojectionKey } from './keys';
import { dynamoTable } from './table';

function reprojectionIn(item: Item): Reprojection {
  const names = item.seriesKeys instanceof Set ? [...(item.seriesKeys as ReadonlySet<string>)] : [];
  const keys = names.sort().map((name) => {
    const cut = name.lastIndexOf('#');
    return { series: name.slice(0, cut), interval: name.slice(cut + 1) as Interval };
  });
  return {
    tenant: textIn(item, 'tenant'),
    ruleId: textIn(item, 'ruleId'),
    keys,
    notedAt: numberIn(item, 'notedAt') ?? 0,
  };
}

const sinceOf = (item: Item): number => numberIn(item, 'since') ?? numberIn(item, 'notedAt') ?? 0;

const UNLESS_FULL: Condition = {
  expression: 'attribute_not_exists(#seriesKeys) OR size(#seriesKeys) < :most',
  values: { ':most': MOST_SERIES },
};

/** Notes of rules to project again, in the core table: few at any time, so one partition holds them. */
export function dynamoReprojections(client: DynamoDBClient, coreTable: string): Reprojections {
  const table = dynamoTable(client, coreTable);
  const put = async (
    { tenant, ruleId, keys, notedAt }: Reprojection,
    when?: Condition,
  ): Promise<Reprojection | undefined> => {
    // Added, not replaced: an earlier note whose projection was cut short still names its series.
    const series = new Set(keys.map((key) => `${key.series}#${key.interval}`));
    const set =
      'SET #tenant = :tenant, #ruleId = :ruleId, #notedAt = :notedAt, #since = if_not_exists(#since, :notedAt)';
    const values = { ':tenant': tenant, ':ruleId': ruleId, ':notedAt': notedAt };
    const noted =
      series.size === 0
        ? { expression: set, values }
        : { expression: `${set} ADD #seriesKeys :series`, values: { ...values, ':series': series } };
    const item = await table.update(reprojectionKey(tenant, ruleId), { ...noted, ...(when && { when }) });
    return item && reprojectionIn(item);
  };
  return {
    async note(reprojection) {
      return (await put(reprojection)) ?? reprojection;
    },
    noteUnlessFull: (reprojection) => put(reprojection, UNLESS_FULL),
    async find(tenant, ruleId) {
      const item = await table.get(reprojectionKey(tenant, ruleId));
      return item && reprojectionIn(item);
    },
    async clear({ tenant, ruleId, notedAt }) {
      await table.remove(reprojectionKey(tenant, ruleId), ifStill('notedAt', notedAt));
    },
    async stale(before, limit) {
      const items = await table.query({
        where: '#PK = :notes',
        // Notes of before there was a `since` have their time alone.
        filter: '#since < :before OR (attribute_not_exists(#since) AND #notedAt < :before)',
        values: { ':notes': REPROJECTIONS, ':before': before },
        // The series of all notes together may be more than memory holds.
        only: '#tenant, #ruleId, #since, #notedAt',
      });
      const oldestFirst = items.toSorted((one, other) => sinceOf(one) - sinceOf(other));
      return inTurn(oldestFirst, (item) => textIn(item, 'tenant'))
        .slice(0, limit)
        .map((item) => ({ tenant: textIn(item, 'tenant'), ruleId: textIn(item, 'ruleId') }));
    },
  };
}

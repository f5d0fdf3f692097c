import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Interval } from '../../market/interval';
import type { Note, OwnNote, Reach, Reprojections, Subject, Writer } from '../../ports/Reprojections';
import { inTurn } from '../inTurn';
import { MOST_SYMBOLS, MOST_WRITERS } from '../unfollowed';
import { ifPresent, type Condition } from './conditions';
import { numberIn, textIn, type Item } from './documents';
import { REPROJECTIONS, reprojectionKey, type Key } from './keys';
import { dynamoTable } from './table';

const subjectIn = (item: Item): Subject => ({
  tenant: textIn(item, 'tenant'),
  kind: textIn(item, 'kind') as Subject['kind'],
  id: textIn(item, 'id'),
});

/** DynamoDB drops a set with its last member. */
const membersIn = (item: Item, attribute: string): readonly string[] =>
  [...((item[attribute] as ReadonlySet<string> | undefined) ?? [])].sort();

const memberOf = ({ name, since }: Writer): string => `${since}#${name}`;
const writerIn = (member: string): Writer => {
  const cut = member.indexOf('#');
  return { name: member.slice(cut + 1), since: Number(member.slice(0, cut)) };
};

const noteIn = (item: Item): Note => ({
  ...subjectIn(item),
  symbols: membersIn(item, 'symbols'),
  intervals: membersIn(item, 'intervals') as readonly Interval[],
  writers: membersIn(item, 'writers').map(writerIn),
});

const keyOf = ({ tenant, id }: Subject): Key => reprojectionKey(tenant, id);

const UNLESS_FULL: Condition = {
  expression: ['symbols', 'writers']
    .map((name) => `(attribute_not_exists(#${name}) OR size(#${name}) < :most_${name})`)
    .join(' AND '),
  values: { ':most_symbols': MOST_SYMBOLS, ':most_writers': MOST_WRITERS },
};

/** Notes of what is to be projected again, in the core table: few at any time, so one partition holds them. */
export function dynamoReprojections(client: DynamoDBClient, coreTable: string): Reprojections {
  const table = dynamoTable(client, coreTable);

  /** Adds to what stands: an earlier change whose projection was cut short still names its symbols. */
  const add = async (
    subject: Subject,
    { symbols, intervals }: Reach,
    own: Writer,
    when?: Condition,
  ): Promise<OwnNote | undefined> => {
    const sets = { symbols, intervals, writers: [memberOf(own)] };
    const added = Object.entries(sets).filter(([, members]) => members.length > 0);
    const item = await table.update(keyOf(subject), {
      expression: `SET #tenant = :tenant, #kind = :kind, #id = :id, #since = if_not_exists(#since, :since) ADD ${added
        .map(([name]) => `#${name} :${name}`)
        .join(', ')}`,
      values: {
        ':tenant': subject.tenant,
        ':kind': subject.kind,
        ':id': subject.id,
        ':since': own.since,
        ...Object.fromEntries(added.map(([name, members]) => [`:${name}`, new Set(members)])),
      },
      ...(when && { when }),
    });
    return item && { ...noteIn(item), own };
  };

  return {
    // An update without a condition answers the item.
    note: async (subject, reach, own) => (await add(subject, reach, own))!,
    noteUnlessFull: (subject, reach, own) => add(subject, reach, own, UNLESS_FULL),
    async find(subject) {
      const item = await table.get(keyOf(subject));
      return item && noteIn(item);
    },
    async clear(subject, writers) {
      const key = keyOf(subject);
      const members = writers.map(memberOf);
      const [only, ...others] = members;
      if (only === undefined) return;
      const isOnly = {
        expression: 'size(#writers) = :one AND contains(#writers, :only)',
        values: { ':one': 1, ':only': only },
      };
      if (others.length === 0 && (await table.remove(key, isOnly))) return;
      const left = await table.update(key, {
        expression: 'DELETE #writers :writers',
        values: { ':writers': new Set(members) },
        when: ifPresent(),
      });
      if (left === undefined || membersIn(left, 'writers').length > 0) return;
      await table.remove(key, { expression: 'attribute_not_exists(#writers)' });
    },
    async stale(before, limit) {
      const items = await table.query({
        where: '#PK = :notes',
        filter: '#since < :before',
        values: { ':notes': REPROJECTIONS, ':before': before },
        // The symbols of all notes together may be more than memory holds.
        only: '#tenant, #kind, #id, #since',
      });
      const sinceOf = (item: Item): number => numberIn(item, 'since') ?? 0;
      const oldestFirst = items.toSorted((one, other) => sinceOf(one) - sinceOf(other));
      return inTurn(oldestFirst, (item) => textIn(item, 'tenant'))
        .slice(0, limit)
        .map(subjectIn);
    },
  };
}

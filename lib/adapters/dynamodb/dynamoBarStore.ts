import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Interval } from '../../market/interval';
import type { BarStore, StoredBar, WholeStretch } from '../../ports/BarStore';
import { inLanes } from '../../inLanes';
import { widened } from '../widened';
import { ifAbsent, ifAllStill } from './conditions';
import { documentOf, numberIn, recordIn, type Item } from './documents';
import { barKey, barPartition, correctionKey, correctionPartition, stretchKey } from './keys';
import { dynamoTable } from './table';

const LANES = 32;

/** 9999-12-31, the last day whose ISO text sorts as its time does. */
const LAST_MS = 253_402_300_799_999;

function stretchIn(item: Item | undefined): WholeStretch | undefined {
  const numberOf = (name: string) => item && numberIn(item, name);
  const [from, through, noneOlder] = ['from', 'through', 'barsWhenNoneOlder'].map(numberOf);
  if (from === undefined || through === undefined) return undefined;
  return { from, through, ...(noneOlder !== undefined && { barsWhenNoneOlder: noneOlder }) };
}

/**
 * Bars in the market table, one item each, read strongly: a bar just put is judged at once. They never
 * expire; a rule may look back on any of them.
 */
export function dynamoBarStore(client: DynamoDBClient, marketTable: string): BarStore {
  const table = dynamoTable(client, marketTable);

  const whole = async (series: string, interval: Interval): Promise<WholeStretch | undefined> =>
    stretchIn(await table.get(stretchKey(series, interval)));

  return {
    async putFirst(series, interval, bars) {
      // A batch write cannot be conditional: it would replace a first reading.
      await inLanes(bars, LANES, (bar) =>
        table.put({ ...barKey(series, interval, bar.startAt), ...documentOf(bar) }, ifAbsent()),
      );
    },
    async newest({ series, interval, upTo, limit }) {
      const newestFirst: StoredBar[] = [];
      let before = Math.min(upTo, LAST_MS);
      // Bars are kept by start and asked for by close: the newest may have started but not closed.
      while (newestFirst.length < limit) {
        const items = await table.query({
          where: '#PK = :bars AND #SK < :before',
          values: { ':bars': barPartition(series, interval), ':before': new Date(before).toISOString() },
          descending: true,
          limit: limit - newestFirst.length,
        });
        const bars = items.map((item) => recordIn<StoredBar>(item));
        newestFirst.push(...bars.filter((bar) => bar.closedAt <= upTo));
        const oldest = bars.at(-1);
        if (oldest === undefined) break;
        before = oldest.startAt;
      }
      return newestFirst.reverse();
    },
    async putCorrections(series, interval, bars) {
      await inLanes(bars, LANES, (bar) =>
        table.put({ ...correctionKey(series, interval, bar.startAt), ...documentOf(bar) }),
      );
    },
    async corrections(series, interval, { from, through }) {
      const items = await table.query({
        where: '#PK = :corrected AND #SK BETWEEN :from AND :through',
        values: {
          ':corrected': correctionPartition(series, interval),
          ':from': new Date(from).toISOString(),
          ':through': new Date(through).toISOString(),
        },
      });
      return items.map((item) => recordIn<StoredBar>(item));
    },
    whole,
    async wholeOfEach(series, interval) {
      const items = await table.getEach(series.map((one) => stretchKey(one, interval)));
      return items.map(stretchIn);
    },
    async markWhole(series, interval, stretch) {
      await table.put({ ...stretchKey(series, interval), ...stretch });
    },
    async widenWhole(series, interval, stretch) {
      // Whoever comes in between has widened it too: it ends with the last of them.
      for (let isWritten = false; !isWritten;) {
        const standing = await whole(series, interval);
        const wider = widened(standing, stretch);
        if (wider === standing) return;
        const when = standing === undefined ? ifAbsent() : ifAllStill({ ...standing });
        isWritten = await table.put({ ...stretchKey(series, interval), ...wider }, when);
      }
    },
  };
}

import type { AlertRecord } from '../../lib/alerts/alertRecord';
import type { AlertQuery, AlertStore } from '../../lib/ports/AlertStore';
import { alertOf } from '../support/alertRecords';
import { unique } from '../support/unique';

const fresh = (change: Partial<AlertRecord> = {}): AlertRecord =>
  alertOf({ id: unique('alert'), tenant: unique('tenant'), ...change });

/** Far in the past, so that nothing else stands in the outbox before it. */
let past = 1_000_000;
const nextPast = (): number => (past += 1_000);

async function pages(store: AlertStore, query: AlertQuery): Promise<string[][]> {
  const found: string[][] = [];
  let after: string | undefined;
  do {
    const page = await store.list({ ...query, ...(after !== undefined && { after }) });
    found.push(page.items.map(({ id }) => id));
    after = page.next;
  } while (after !== undefined);
  return found;
}

export function alertStoreLaws(make: () => AlertStore): void {
  describe('an alert store', () => {
    it('records an alert once; the standing record is left alone', async () => {
      const store = make();
      const alert = fresh();
      expect(await store.record(alert, undefined)).toBe('recorded');
      expect(await store.record({ ...alert, close: 1 }, undefined)).toBe('exists');
      expect(await store.get(alert.tenant, alert.id)).toEqual(alert);
    });

    it('records it once when many try at once', async () => {
      const store = make();
      const alert = fresh();
      const tries = await Promise.all([1, 2, 3, 4].map(() => store.record(alert, nextPast())));
      expect(tries.filter((answer) => answer === 'recorded')).toHaveLength(1);
    });

    it('records what no number of a store can hold, nested as deep as a condition', async () => {
      const store = make();
      const nested = Array.from({ length: 24 }).reduce<NonNullable<AlertRecord['why']['condition']>>(
        (child, _, depth) => ({ path: `when.${depth}`, op: 'all', truth: 'true', children: [child] }),
        { path: 'when', op: '>', truth: 'true' },
      );
      const alert = fresh({
        why: {
          code: 'fired',
          conditionWords: 'close is above 1',
          sentence: 'It fired.',
          firedBefore: 0,
          condition: nested,
        },
        values: [
          { path: 'when.left', label: 'mul', words: 'close times 2', previous: 1e-200, current: 1e200 },
        ],
      });
      await store.record(alert, undefined);
      expect(await store.get(alert.tenant, alert.id)).toEqual(alert);
    });

    it('shows a foreign tenant nothing', async () => {
      const store = make();
      const alert = fresh();
      await store.record(alert, undefined);
      const foreign = unique('tenant');
      expect(await store.get(foreign, alert.id)).toBeUndefined();
      expect(await store.acknowledge(foreign, alert.id, 5)).toBeUndefined();
      expect((await store.list({ tenant: foreign, limit: 5 })).items).toEqual([]);
      expect((await store.get(alert.tenant, alert.id))?.acknowledgedAt).toBeNull();
    });

    it('lists newest first by close, then highest id first, over pages of any size', async () => {
      const store = make();
      const tenant = unique('tenant');
      const prefix = unique('alert');
      for (const [name, barClosedAt] of [
        ['b', 20],
        ['a', 10],
        ['d', 20],
        ['e', 1_700_000_000_000],
        ['c', 20],
      ] as const) {
        await store.record(fresh({ tenant, id: `${prefix}${name}`, barClosedAt }), undefined);
      }
      const ordered = ['e', 'd', 'c', 'b', 'a'].map((name) => `${prefix}${name}`);
      expect(await pages(store, { tenant, limit: 9 })).toEqual([ordered]);
      expect(await pages(store, { tenant, limit: 5 })).toEqual([ordered]);
      expect(await pages(store, { tenant, limit: 2 })).toEqual([
        ordered.slice(0, 2),
        ordered.slice(2, 4),
        ordered.slice(4),
      ]);
    });

    it('filters by symbol, rule and state, over pages', async () => {
      const store = make();
      const tenant = unique('tenant');
      const prefix = unique('alert');
      for (let place = 0; place < 12; place += 1) {
        const symbol = place % 2 === 0 ? 'AAPL' : 'MSFT';
        const state = place % 3 === 0 ? 'failed' : 'delivered';
        const ruleId = place < 6 ? 'old' : 'new';
        await store.record(
          fresh({ tenant, id: `${prefix}${place}`, barClosedAt: place, symbol, state, ruleId }),
          undefined,
        );
      }
      const named = (...places: number[]) => places.map((place) => `${prefix}${place}`);
      expect(await pages(store, { tenant, limit: 4, symbol: 'AAPL' })).toEqual([
        named(10, 8, 6, 4),
        named(2, 0),
      ]);
      expect(await pages(store, { tenant, limit: 9, state: 'failed' })).toEqual([named(9, 6, 3, 0)]);
      expect(
        await pages(store, { tenant, limit: 1, symbol: 'AAPL', state: 'failed', ruleId: 'new' }),
      ).toEqual([named(6)]);
      expect(await pages(store, { tenant, limit: 9, symbol: 'TSLA' })).toEqual([[]]);
    });

    it('filters by the state as it is, not as it was recorded', async () => {
      const store = make();
      const alert = fresh();
      await store.record(alert, nextPast());
      await store.moveTo(alert, ['pending'], 'delivered', undefined);
      const of = async (state: AlertRecord['state']) =>
        (await store.list({ tenant: alert.tenant, limit: 5, state })).items.map((found) => found.state);
      expect(await of('pending')).toEqual([]);
      expect(await of('delivered')).toEqual(['delivered']);
    });

    it('moves the state from one of those named, and from no other', async () => {
      const store = make();
      const alert = fresh({ state: 'pending' });
      await store.record(alert, nextPast());
      expect(await store.moveTo(alert, ['dispatched'], 'delivered', undefined)).toBe(false);
      expect((await store.get(alert.tenant, alert.id))?.state).toBe('pending');
      expect(await store.moveTo(alert, ['pending', 'dispatched'], 'dispatched', undefined)).toBe(true);
      expect(await store.get(alert.tenant, alert.id)).toEqual({ ...alert, state: 'dispatched' });
    });

    it('moves no alert that was not recorded', async () => {
      const store = make();
      const alert = fresh();
      expect(await store.moveTo(alert, ['pending'], 'dispatched', 1)).toBe(false);
      expect(await store.get(alert.tenant, alert.id)).toBeUndefined();
    });

    it('keeps the first acknowledgement, whatever moves meanwhile', async () => {
      const store = make();
      const alert = fresh();
      await store.record(alert, undefined);
      expect(await store.acknowledge(alert.tenant, alert.id, 5)).toEqual({ ...alert, acknowledgedAt: 5 });
      await store.moveTo(alert, ['pending'], 'dispatched', undefined);
      const standing = { ...alert, acknowledgedAt: 5, state: 'dispatched' };
      expect(await store.acknowledge(alert.tenant, alert.id, 9)).toEqual(standing);
      expect(await store.get(alert.tenant, alert.id)).toEqual(standing);
      expect(await store.acknowledge(alert.tenant, unique('alert'), 9)).toBeUndefined();
    });

    it('holds in the outbox what is due, oldest due first, until it is taken off', async () => {
      const store = make();
      const [early, late] = [nextPast(), nextPast()];
      const tenant = unique('tenant');
      const [a, b, c] = [fresh({ tenant }), fresh({ tenant }), fresh({ tenant, state: 'recorded' })];
      await store.record(b, late);
      await store.record(a, early);
      await store.record(c, undefined);
      const due = async (now: number) =>
        (await store.overdue(now, 100)).filter((alert) => alert.tenant === tenant).map(({ id }) => id);
      expect(await due(early - 1)).toEqual([]);
      expect(await due(early)).toEqual([a.id]);
      expect(await due(late)).toEqual([a.id, b.id]);
      await store.moveTo(a, ['pending'], 'dispatched', late + 1);
      expect(await due(late)).toEqual([b.id]);
      expect(await due(late + 1)).toEqual([b.id, a.id]);
      await store.moveTo(a, ['dispatched'], 'delivered', undefined);
      await store.moveTo(b, ['pending'], 'failed', undefined);
      expect(await due(Date.UTC(2100, 0, 1))).toEqual([]);
    });

    it('answers the state as it is with what is overdue, and the oldest when there are too many', async () => {
      const store = make();
      const tenant = unique('tenant');
      const ids: string[] = [];
      // Before anything another test has put into the outbox.
      for (let dueAt = 1; dueAt <= 40; dueAt += 1) {
        const alert = fresh({ tenant });
        ids.push(alert.id);
        await store.record(alert, dueAt);
        await store.moveTo(alert, ['pending'], 'dispatched', dueAt);
      }
      const found = await store.overdue(Date.UTC(2100, 0, 1), 25);
      expect(found.map(({ id }) => id)).toEqual(ids.slice(0, 25));
      expect(new Set(found.map(({ state }) => state))).toEqual(new Set(['dispatched']));
    });
  });
}

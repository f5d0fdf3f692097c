import { createRule } from '../../../lib/app/rules';
import { previousSession } from '../../../lib/market/calendar/previousSession';
import { sessionOn } from '../../../lib/market/calendar/sessionOn';
import { sessionsBetween } from '../../../lib/market/calendar/sessionsBetween';
import { round, settle } from '../../support/drain';
import { Crash } from '../../support/faults';
import { mortal } from '../../support/mortal';
import type { Death } from '../../support/mortal';
import { walkBars, world } from '../../support/world';

const BARS = {
  'DEMO.A': walkBars('2023-01-03', '2024-03-01', 7),
  'DEMO.B': walkBars('2023-01-03', '2024-03-01', 8),
};
const DAYS = sessionsBetween('2024-01-09', '2024-01-12');
const RULES = [
  { op: 'crosses', left: 'close', right: { ind: 'sma', n: 3 } },
  { op: '>', left: { abs: { pct: ['close', { lag: ['close', 1] }] } }, right: 0.5 },
];

async function startedWorld() {
  const at = world({ bars: BARS, marketNow: sessionOn('2024-01-08')!.closeAt });
  const { subscriptions } = at.stores;
  await subscriptions.put({
    tenant: 'local',
    id: 'sub_1',
    channel: 'email',
    address: 'a@example.com',
    state: 'confirmed',
    version: 1,
    createdAt: 0,
    updatedAt: 0,
  });
  for (const when of RULES) {
    const body = { dsl: '1', name: 'r', targets: { symbols: Object.keys(BARS) }, interval: '1d', when };
    await createRule(at.deps, { tenant: 'local', body });
  }
  return at;
}

/** Plays four sessions; a worker that dies is followed by one that lives. */
async function played(death: Death | undefined) {
  const at = await startedWorld();
  const worker = mortal(at.deps, death);
  let died = false;
  for (const day of DAYS) {
    at.marketClock.set(day.closeAt);
    await round(at, died ? at.deps : worker.deps).catch((error: unknown) => {
      if (!(error instanceof Crash)) throw error;
      died = true;
    });
    at.clock.advance(60_000);
  }
  await settle(at);
  const { items } = await at.stores.alerts.list({ tenant: 'local', limit: 100 });
  const recorded = items.map(({ id, state, barClosedAt, symbol }) => ({ id, state, barClosedAt, symbol }));
  return {
    recorded,
    told: at.stores.notifier.sent.map((notice) => notice.alertId),
    died,
    writes: worker.writes,
  };
}

const distinct = (ids: readonly string[]): string[] => [...new Set(ids)].sort();

describe('a worker that dies', () => {
  it('plays a quiet run in which every alert is recorded and told once', async () => {
    const whole = await played(undefined);
    expect(whole.recorded.length).toBeGreaterThanOrEqual(4);
    expect(whole.recorded.map((alert) => alert.state)).toEqual(whole.recorded.map(() => 'delivered'));
    expect([...whole.told].sort()).toEqual(whole.recorded.map((alert) => alert.id).sort());
    expect(previousSession('2024-01-09')?.date).toBe('2024-01-08');
  });

  it('loses nothing and invents nothing at any write, and tells twice only between acceptance and record', async () => {
    const whole = await played(undefined);
    const deaths = whole.writes.flatMap((write, index) =>
      (['before', 'after'] as const).map((when) => ({ write, call: index + 1, when })),
    );
    expect(new Set(whole.writes)).toEqual(
      new Set([
        'bars.markWhole',
        'evaluateQueue.send',
        'bars.putFirst',
        'alerts.record',
        'instances.put',
        'deliverQueue.send',
        'alerts.moveTo',
        'cursors.advance',
        'ledger.claim',
        'notifier.publish',
        'ledger.settle',
      ]),
    );
    for (const { write, call, when } of deaths) {
      const run = await played({ call, when });
      const place = `${when} ${write} (${call})`;
      expect({ place, died: run.died, recorded: run.recorded }).toEqual({
        place,
        died: true,
        recorded: whole.recorded,
      });
      expect({ place, told: distinct(run.told) }).toEqual({ place, told: distinct(whole.told) });
      const doubles = run.told.length - distinct(run.told).length;
      const sendWindow =
        (write === 'notifier.publish' && when === 'after') ||
        (write === 'ledger.settle' && when === 'before');
      expect({ place, doubles }).toEqual({ place, doubles: sendWindow ? 1 : 0 });
    }
  });
});

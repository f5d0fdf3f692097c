import { deliverAlert } from '../../../lib/app/deliverAlert';
import { finishAlert } from '../../../lib/app/finishAlert';
import type { AlertState } from '../../../lib/alerts/alertRecord';
import type { Delivery } from '../../../lib/alerts/delivery';
import { Problem } from '../../../lib/problems';
import { alertOf } from '../../support/alertRecords';
import { WALL_START, world } from '../../support/world';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;

type Ended = Pick<Delivery, 'targetId' | 'state'> & { readonly notBefore?: number };

/** An installation with one alert of the given targets, and what happened to them so far. */
async function after(ended: readonly Ended[], state: AlertState = 'dispatched', targets = ['sns', 'hook']) {
  const at = world({ bars: {}, marketNow: WALL_START });
  const alert = alertOf({ createdAt: WALL_START, targets, state });
  await at.stores.alerts.record(alert, WALL_START);
  for (const { targetId, ...outcome } of ended) {
    const leaseUntil = WALL_START + MINUTE_MS;
    const claim = await at.stores.ledger.claim(alert.id, targetId, WALL_START, leaseUntil);
    if (!claim.claimed) throw new Error('a fresh delivery cannot be claimed');
    await at.stores.ledger.settle({ ...claim.delivery, ...outcome }, leaseUntil);
  }
  const standing = async () => (await at.stores.alerts.get('local', alert.id))!.state;
  const isDue = async (atMs: number) => (await at.stores.alerts.overdue(atMs, 10)).length > 0;
  return { ...at, alert, standing, isDue };
}

const sent = (targetId: string): Ended => ({ targetId, state: 'sent' });
const failed = (targetId: string): Ended => ({ targetId, state: 'failed' });
const retrying = (targetId: string, afterMs: number): Ended => ({
  targetId,
  state: 'retrying',
  notBefore: WALL_START + afterMs,
});

describe('an alert', () => {
  it.each<[string, readonly Ended[], AlertState]>([
    ['is delivered once every target took it', [sent('sns'), sent('hook')], 'delivered'],
    ['is delivered when one took it and the other failed', [failed('sns'), sent('hook')], 'delivered'],
    ['has failed once every target has', [failed('sns'), failed('hook')], 'failed'],
    ['goes on while a target was never tried', [sent('sns')], 'dispatched'],
    ['goes on while a target waits for its retry', [sent('sns'), retrying('hook', MINUTE_MS)], 'dispatched'],
    [
      'goes on while a target is being sent',
      [failed('sns'), { targetId: 'hook', state: 'sending' }],
      'dispatched',
    ],
    ['goes on when what ended is no target of it', [sent('sns'), sent('other')], 'dispatched'],
  ])('%s', async (_law, ended, state) => {
    const at = await after(ended);
    await finishAlert(at.deps, at.alert);
    expect(await at.standing()).toBe(state);
    expect(await at.isDue(WALL_START + DAY_MS)).toBe(state === 'dispatched');
  });

  it.each<[string, readonly Ended[], AlertState]>([
    ['ends', [sent('sns'), sent('hook')], 'delivered'],
    ['is dispatched', [sent('sns')], 'dispatched'],
  ])('that its sender died over while it was pending %s all the same', async (_law, ended, state) => {
    const at = await after(ended, 'pending');
    await finishAlert(at.deps, at.alert);
    expect(await at.standing()).toBe(state);
  });

  it('that has ended is left as it ended', async () => {
    const at = await after([failed('sns'), failed('hook')], 'delivered');
    await finishAlert(at.deps, at.alert);
    expect(await at.standing()).toBe('delivered');
  });

  it.each<[string, readonly Ended[], number]>([
    [
      'with its earliest retry',
      [retrying('sns', 20 * SECOND_MS), retrying('hook', 40 * SECOND_MS)],
      20 * SECOND_MS,
    ],
    ['with the outbox where no target retries', [sent('sns')], MINUTE_MS],
    ['with the outbox where every retry is later', [sent('sns'), retrying('hook', 5 * MINUTE_MS)], MINUTE_MS],
  ])('comes due again %s', async (_law, ended, afterMs) => {
    const at = await after(ended);
    await finishAlert(at.deps, at.alert);
    expect(await at.isDue(WALL_START + afterMs - 1)).toBe(false);
    expect(await at.isDue(WALL_START + afterMs)).toBe(true);
  });
});

describe('a delivery', () => {
  const message = { tenant: 'local', alertId: alertOf().id, targetId: 'sns' };

  it.each<[string, Ended, AlertState]>([
    ['was sent', sent('sns'), 'delivered'],
    ['failed for good', failed('sns'), 'failed'],
  ])(
    'that %s before its worker died ends the alert when the message comes again',
    async (_law, ended, state) => {
      const at = await after([ended], 'dispatched', ['sns']);
      expect(await deliverAlert(at.deps, message)).toBe('notMine');
      expect(at.stores.notifier.sent).toEqual([]);
      expect(await at.standing()).toBe(state);
      expect(await at.isDue(WALL_START + DAY_MS)).toBe(false);
    },
  );

  it.each<[string, number, AlertState]>([
    ['is tried again when the day is just over', DAY_MS, 'dispatched'],
    ['is given up a moment later', DAY_MS + 1, 'failed'],
  ])('that nobody takes %s', async (_law, ageMs, state) => {
    const at = await after([], 'dispatched', ['sns']);
    const id = 'sub_1';
    const subscription = {
      tenant: 'local',
      id,
      channel: 'email',
      address: 'a@example.com',
      version: 1,
      createdAt: 0,
      updatedAt: 0,
    } as const;
    await at.stores.subscriptions.put({ ...subscription, state: 'confirmed' });
    at.clock.advance(ageMs);
    const notifier = { publish: () => Promise.reject(new Problem('NOTIFY_UNAVAILABLE', 'SNS is down.')) };
    await deliverAlert({ ...at.deps, notifier }, message);
    expect(await at.standing()).toBe(state);
  });
});

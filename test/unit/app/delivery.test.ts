import { deliverAlert } from '../../../lib/app/deliverAlert';
import { dispatchAlert } from '../../../lib/app/dispatchAlert';
import { reconcile } from '../../../lib/app/reconcile';
import { Problem } from '../../../lib/problems';
import type { Subscription } from '../../../lib/ports/SubscriptionStore';
import { alertOf } from '../../support/alertRecords';
import { settle } from '../../support/drain';
import { WALL_START, world } from '../../support/world';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const SUBSCRIPTION: Subscription = {
  tenant: 'local',
  id: 'sub_1',
  channel: 'email',
  address: 'a@example.com',
  state: 'confirmed',
  version: 1,
  createdAt: 0,
  updatedAt: 0,
};

async function dispatched(subscription: Subscription = SUBSCRIPTION) {
  const at = world({ bars: {}, marketNow: WALL_START });
  await at.stores.subscriptions.put(subscription);
  const alert = alertOf({ createdAt: WALL_START });
  await at.stores.alerts.record(alert, WALL_START + at.deps.timing.outboxDueMs);
  await dispatchAlert(at.deps, alert);
  const [message] = at.stores.deliverQueue.take(1);
  const state = async () => (await at.stores.alerts.get('local', alert.id))!.state;
  return { ...at, alert, message: message!, state };
}

type At = Awaited<ReturnType<typeof dispatched>>;

/** What the reconciler sent, worked off. */
async function deliverWhatIsQueued({ deps, stores }: Pick<At, 'deps' | 'stores'>) {
  for (const message of stores.deliverQueue.take(Infinity)) await deliverAlert(deps, message);
}

const failing = (problem: Error) => ({ publish: () => Promise.reject(problem) });
const OUTAGE = new Problem('NOTIFY_UNAVAILABLE', 'SNS does not answer.');
const REFUSAL = new Problem('NOTIFY_REJECTED', 'SNS refused the message.');

describe('deliverAlert', () => {
  it('sends once, marks it, and ends the alert', async () => {
    const at = await dispatched();
    expect(await deliverAlert(at.deps, at.message)).toBe('sent');
    expect(await deliverAlert(at.deps, at.message)).toBe('notMine');
    expect(at.stores.notifier.sent).toHaveLength(1);
    expect(await at.state()).toBe('delivered');
  });

  it('re-reads who is subscribed before it sends', async () => {
    const at = await dispatched();
    const disabled: Subscription = { ...SUBSCRIPTION, state: 'disabled', version: 2 };
    expect(await at.stores.subscriptions.put(disabled, SUBSCRIPTION)).toBe(true);
    expect(await deliverAlert(at.deps, at.message)).toBe('failed');
    expect(at.stores.notifier.sent).toEqual([]);
    expect(await at.state()).toBe('failed');
  });

  it('tries again after an outage, later each time, until it is accepted', async () => {
    const at = await dispatched();
    const down = { ...at.deps, notifier: failing(OUTAGE) };
    expect(await deliverAlert(down, at.message)).toBe('retrying');
    expect(await deliverAlert(at.deps, at.message)).toBe('notMine');
    expect(at.stores.notifier.sent).toEqual([]);
    await settle(at, 3);
    expect(at.stores.notifier.sent).toHaveLength(1);
    expect(await at.stores.ledger.ofAlert(at.alert.id)).toMatchObject([{ state: 'sent', attempts: 2 }]);
    expect(await at.state()).toBe('delivered');
  });

  it('ends at a refusal, since trying again cannot help', async () => {
    const at = await dispatched();
    expect(await deliverAlert({ ...at.deps, notifier: failing(REFUSAL) }, at.message)).toBe('failed');
    expect(await at.state()).toBe('failed');
  });

  it.each([
    ['before a day has passed it goes on', 23 * HOUR_MS, 'retrying', 'dispatched'],
    ['after a day it gives up', 25 * HOUR_MS, 'failed', 'failed'],
  ])('%s', async (_name, ageMs, outcome, state) => {
    const at = await dispatched();
    at.clock.advance(ageMs);
    expect(await deliverAlert({ ...at.deps, notifier: failing(OUTAGE) }, at.message)).toBe(outcome);
    expect(await at.state()).toBe(state);
  });

  it('leaves a delivery alone that another worker holds, and takes it once that lease has run out', async () => {
    const at = await dispatched();
    await at.stores.ledger.claim(at.alert.id, 'sns', WALL_START, WALL_START + at.deps.timing.leaseMs);
    expect(await deliverAlert(at.deps, at.message)).toBe('notMine');
    at.clock.advance(at.deps.timing.leaseMs);
    expect(await deliverAlert(at.deps, at.message)).toBe('sent');
  });

  it('does not record over a worker that took its lease meanwhile', async () => {
    const at = await dispatched();
    const { leaseMs } = at.deps.timing;
    const slow = {
      publish: async () => {
        at.clock.advance(leaseMs);
        await at.stores.ledger.claim(at.alert.id, 'sns', at.clock.now(), at.clock.now() + leaseMs);
      },
    };
    expect(await deliverAlert({ ...at.deps, notifier: slow }, at.message)).toBe('notMine');
    expect(await at.stores.ledger.ofAlert(at.alert.id)).toMatchObject([{ state: 'sending', attempts: 2 }]);
  });

  it('refuses a message of a target that the alert does not go to', async () => {
    const at = await dispatched();
    const stray = { ...at.message, targetId: 'bogus' };
    await expect(deliverAlert(at.deps, stray)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(at.stores.notifier.sent).toEqual([]);
    expect(await at.stores.ledger.ofAlert(at.alert.id)).toEqual([]);
  });

  it('leaves an alert alone that was given up', async () => {
    const at = await dispatched();
    await at.stores.alerts.moveTo(at.alert, ['dispatched'], 'failed', undefined);
    expect(await deliverAlert(at.deps, at.message)).toBe('notMine');
    expect(at.stores.notifier.sent).toEqual([]);
  });

  it('refuses a message of an alert that nobody recorded', async () => {
    const at = await dispatched();
    const stray = { ...at.message, alertId: 'nobody' };
    await expect(deliverAlert(at.deps, stray)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('reconcile', () => {
  it('gives up what has not ended within a day, whatever its workers died of', async () => {
    const at = await dispatched();
    const dying = { ...at.deps, notifier: failing(new Error('a bug')) };
    await expect(deliverAlert(dying, at.message)).rejects.toThrow('a bug');
    at.clock.advance(25 * HOUR_MS);
    await reconcile(at.deps);
    await deliverWhatIsQueued(at);
    expect(at.stores.notifier.sent).toEqual([]);
    expect(await at.stores.ledger.ofAlert(at.alert.id)).toMatchObject([{ state: 'failed' }]);
    expect(await at.state()).toBe('failed');
  });

  it('gives up in the ledger too what waited for its retry as the day ended, and not before that is due', async () => {
    const at = await dispatched();
    const down = { ...at.deps, notifier: failing(OUTAGE) };
    at.clock.advance(DAY_MS - 1);
    expect(await deliverAlert(down, at.message)).toBe('retrying');
    const notBefore = (await at.stores.ledger.ofAlert(at.alert.id))[0]!.notBefore!;
    at.clock.set(notBefore - 1);
    await reconcile(at.deps);
    await deliverWhatIsQueued(at);
    expect(await at.stores.ledger.ofAlert(at.alert.id)).toMatchObject([{ state: 'retrying', notBefore }]);
    expect(await at.state()).toBe('dispatched');
    at.clock.set(notBefore);
    await reconcile(at.deps);
    await deliverWhatIsQueued(at);
    const [ended] = await at.stores.ledger.ofAlert(at.alert.id);
    expect(ended).toMatchObject({ state: 'failed', attempts: 2 });
    expect(ended).not.toHaveProperty('notBefore');
    expect(await at.state()).toBe('failed');
    expect(at.stores.notifier.sent).toEqual([]);
  });

  it('leaves what is being sent to its worker, however old: what was told counts as told', async () => {
    const at = await dispatched();
    at.clock.advance(DAY_MS + 1);
    const beside = { publish: async () => void (await reconcile(at.deps)) };
    expect(await deliverAlert({ ...at.deps, notifier: beside }, at.message)).toBe('sent');
    expect(await at.stores.ledger.ofAlert(at.alert.id)).toMatchObject([{ state: 'sent', attempts: 1 }]);
    expect(await at.state()).toBe('delivered');
    await deliverWhatIsQueued(at);
    expect(at.stores.notifier.sent).toEqual([]);
  });

  it('tries again what is a day old to the millisecond, and gives it up a moment later', async () => {
    const at = await dispatched();
    expect(await deliverAlert({ ...at.deps, notifier: failing(OUTAGE) }, at.message)).toBe('retrying');
    at.clock.advance(DAY_MS);
    expect(await deliverAlert({ ...at.deps, notifier: failing(OUTAGE) }, at.message)).toBe('retrying');
    at.clock.advance(HOUR_MS);
    expect(await deliverAlert(at.deps, at.message)).toBe('failed');
    expect(at.stores.notifier.sent).toEqual([]);
  });

  it('knows what was told although the worker died before it could say so, however late', async () => {
    const at = await dispatched();
    const dying = { ...at.deps.alerts, moveTo: () => Promise.reject(new Error('killed')) };
    await expect(deliverAlert({ ...at.deps, alerts: dying }, at.message)).rejects.toThrow('killed');
    at.clock.advance(25 * HOUR_MS);
    await reconcile(at.deps);
    expect(await at.state()).toBe('delivered');
    expect(at.stores.deliverQueue.messages).toEqual([]);
  });

  it.each([
    ['tells of what was never tried because everything stood still for a day', {}, 'delivered', 1],
    ['tries that once only', { notifier: failing(OUTAGE) }, 'failed', 0],
  ])('%s', async (_name, change, state, told) => {
    const at = await dispatched();
    at.clock.advance(25 * HOUR_MS);
    await reconcile(at.deps);
    expect(await at.state()).toBe('dispatched');
    const [message] = at.stores.deliverQueue.take(1);
    await deliverAlert({ ...at.deps, ...change }, message!);
    expect(await at.state()).toBe(state);
    expect(at.stores.notifier.sent).toHaveLength(told);
  });
});

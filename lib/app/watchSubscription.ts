import type { Subscription } from '../ports/SubscriptionStore';
import { isProblem } from '../problems';
import type { Deps } from './deps';

export type WatchDeps = Pick<Deps, 'subscriptions' | 'subscriber' | 'subscriptionTiming' | 'clock' | 'log'>;

/** So long a question of the provider waits for its answer; the provider forgets it by then. */
const LAPSES_AFTER_MS = 3 * 86_400_000;

/** The same subscription at its next version; `undefined` takes away what nothing can come of any more. */
const changed = (
  { dueAt: standingDueAt, ...standing }: Subscription,
  { dueAt = standingDueAt, ...change }: Partial<Subscription>,
  isOver = false,
): Subscription => ({
  ...standing,
  ...change,
  version: standing.version + 1,
  ...(dueAt !== undefined && !isOver && { dueAt }),
});

/**
 * Asks the provider to sign a stored subscription up and notes what comes of it. However often it is
 * repeated, there is one subscription.
 *
 * Edge    one that was taken away meanwhile is kept as a removed one, so that what the provider now knows is
 *         not forgotten.
 * Throws  NOTIFY_UNAVAILABLE, NOTIFY_REJECTED: it stands as it stood.
 */
export async function signUp(deps: WatchDeps, standing: Subscription): Promise<Subscription> {
  const handle = await deps.subscriber.subscribe(standing);
  const state = await firstState(deps, handle);
  const now = deps.clock.now();
  const signedUp = changed(standing, { handle, state, updatedAt: now });
  if (await deps.subscriptions.put(signedUp, standing)) return signedUp;
  const meanwhile = await deps.subscriptions.get(standing.tenant, standing.id);
  if (meanwhile) return meanwhile;
  await deps.subscriptions.put({ ...signedUp, state: 'pending', removedAt: now, dueAt: now });
  return signedUp;
}

/** A provider that took the address and then says nothing more of it is asked again by the reconciler. */
async function firstState(deps: WatchDeps, handle: string): Promise<'pending' | 'confirmed'> {
  try {
    return (await deps.subscriber.stateOf(handle)) === 'confirmed' ? 'confirmed' : 'pending';
  } catch (error) {
    if (!isProblem(error)) throw error;
    return 'pending';
  }
}

/** Copies how the provider says that a subscription stands, and answers it as it stands now. */
export async function copyState(deps: WatchDeps, standing: Subscription): Promise<Subscription> {
  const { handle, state } = standing;
  if (handle === undefined || state === 'disabled') return standing;
  const seen = await deps.subscriber.stateOf(handle);
  const now = deps.clock.now();
  const isOver = seen === 'gone' || (seen === 'pending' && now - standing.createdAt > LAPSES_AFTER_MS);
  const copied = isOver ? 'disabled' : seen;
  if (copied === state) return standing;
  const next = changed(standing, { state: copied, updatedAt: now }, isOver);
  if (await deps.subscriptions.put(next, standing)) return next;
  return (await deps.subscriptions.get(standing.tenant, standing.id)) ?? next;
}

/**
 * Ends a subscription at the provider and forgets it; false when somebody else wrote it meanwhile.
 *
 * Edge    one that is pending cannot be ended: it is kept out of sight until it has lapsed, or ended as soon
 *         as somebody confirms it after all.
 */
export async function letGo(deps: WatchDeps, standing: Subscription): Promise<boolean> {
  const now = deps.clock.now();
  if (await isEnded(deps, standing, now)) return deps.subscriptions.remove(standing);
  if (standing.removedAt !== undefined) return true;
  const { handle } = standing;
  const dueAt = now + deps.subscriptionTiming.lookAgainMs;
  const removed = changed(standing, { ...(handle !== undefined && { handle }), removedAt: now, dueAt });
  return deps.subscriptions.put(removed, standing);
}

async function isEnded(deps: WatchDeps, standing: Subscription, now: number): Promise<boolean> {
  if (standing.state === 'disabled') return true;
  const handle = standing.handle ?? (await deps.subscriber.subscribe(standing));
  if (await deps.subscriber.unsubscribe(handle)) return true;
  return now - standing.createdAt > LAPSES_AFTER_MS;
}

/**
 * Looks at subscriptions that are due, one after the other: takes up a signup that was cut short, copies a
 * state, ends what was removed.
 *
 * Edge    once the provider does not answer, those that follow wait for the next run.
 */
export function lookingAgain(deps: WatchDeps): (due: Subscription) => Promise<void> {
  let isOut = false;
  return async (due) => {
    if (isOut) return;
    try {
      await lookAgain(deps, due);
    } catch (error) {
      isOut = isProblem(error, 'NOTIFY_UNAVAILABLE');
      throw error;
    }
  };
}

/** It is due again before it is looked at: one that fails holds up no other, and nobody else takes it too. */
async function lookAgain(deps: WatchDeps, due: Subscription): Promise<void> {
  const dueAt = deps.clock.now() + deps.subscriptionTiming.lookAgainMs;
  const standing = changed(due, { dueAt });
  if (!(await deps.subscriptions.put(standing, due))) return;
  if (standing.removedAt !== undefined) await letGo(deps, standing);
  else if (standing.handle === undefined) await takeUp(deps, standing);
  else await copyState(deps, standing);
}

async function takeUp(deps: WatchDeps, standing: Subscription): Promise<void> {
  try {
    await signUp(deps, standing);
  } catch (error) {
    if (!isProblem(error, 'NOTIFY_REJECTED')) throw error;
    deps.log.warn('subscription refused', { tenant: standing.tenant, channel: standing.channel });
    const now = deps.clock.now();
    await deps.subscriptions.put(changed(standing, { state: 'disabled', updatedAt: now }, true), standing);
  }
}

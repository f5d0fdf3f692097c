import { subscriptionId } from '../alerts/subscriptionId';
import { testNotice } from '../alerts/texts/testNotice';
import type { Message, Signup } from '../ports/Subscriber';
import type { Subscription } from '../ports/SubscriptionStore';
import { isProblem, Problem } from '../problems';
import { quoted } from '../quoted';
import type { Deps } from './deps';
import { orElse } from './orElse';
import { copyState, letGo, signUp, type WatchDeps } from './watchSubscription';

/** At most this many subscriptions of a tenant, disabled ones included. */
const MOST_SUBSCRIPTIONS = 10;

const TRIES = 5;

export type SubscriptionAddress = { readonly tenant: string; readonly id: string };

export type SignUpDeps = WatchDeps & Pick<Deps, 'ids'>;

/**
 * Stores a subscription and asks the provider for it, which asks the owner of the address. One that an earlier attempt
 * at the same request has left is taken as it stands, and brought to its end.
 *
 * Edge    where the provider does not answer it stays pending, and the reconciler asks again. One whose place could not
 *         be counted is taken back, whoever repeats the request; one that is counted stays, and what fails after that
 *         is ended by the next attempt or by the reconciler.
 * Throws  STORE_CONFLICT naming the subscription that the address has, whatever its state; LIMIT_EXCEEDED;
 *         NOTIFY_REJECTED when the provider refuses the address, of which nothing is kept then.
 */
export async function createSubscription(deps: SignUpDeps, wish: Omit<Signup, 'id'>): Promise<Subscription> {
  const { tenant } = wish;
  const id = subscriptionId(wish);
  const all = await deps.subscriptions.list(tenant);
  const standing = all.find((one) => one.id === id);
  if (isOwn(deps, standing)) return ended(deps, standing);
  if (standing && !isRemoved(standing)) throw conflict(standing);
  requireRoom(all.length - all.filter(isRemoved).length + 1);
  const fresh = freshOf(deps, { ...wish, id }, standing);
  if (!(await deps.subscriptions.put(fresh, standing))) {
    const meanwhile = await deps.subscriptions.get(tenant, id);
    if (isOwn(deps, meanwhile)) return ended(deps, meanwhile);
    throw conflict(fresh);
  }
  const takeBack = () => withdraw(deps, fresh, standing);
  await orElse(takeBack, requireCounted(deps, tenant));
  return signedUp(deps, fresh, takeBack);
}

/** Whether this very request has made it, at this attempt or at an earlier one. */
const isOwn = (deps: Pick<Deps, 'ids'>, standing: Subscription | undefined): standing is Subscription =>
  standing?.request !== undefined && standing.request === deps.ids.attempt?.request && !isRemoved(standing);

/** What an earlier attempt has left: the provider may know of it by now, and it is taken back only where there is no room. */
async function ended(deps: SignUpDeps, left: Subscription): Promise<Subscription> {
  try {
    await requireCounted(deps, left.tenant);
  } catch (error) {
    if (!isProblem(error, 'LIMIT_EXCEEDED')) throw error;
    await orElse(() => removeSubscription(deps, left), Promise.reject(error));
  }
  if (left.handle !== undefined) return left;
  return signedUp(deps, left, () => withdraw(deps, left, undefined));
}

async function signedUp(
  deps: SignUpDeps,
  stored: Subscription,
  takeBack: () => Promise<unknown>,
): Promise<Subscription> {
  try {
    return await signUp(deps, stored);
  } catch (error) {
    if (isProblem(error, 'NOTIFY_UNAVAILABLE')) return stored;
    if (isProblem(error, 'NOTIFY_REJECTED')) await takeBack();
    throw error;
  }
}

/** Whoever came at the same time is counted by both. */
async function requireCounted(deps: Pick<Deps, 'subscriptions'>, tenant: string): Promise<void> {
  requireRoom((await deps.subscriptions.list(tenant)).filter((one) => !isRemoved(one)).length);
}

function freshOf(deps: SignUpDeps, signup: Signup, standing: Subscription | undefined): Subscription {
  const now = deps.clock.now();
  const { attempt } = deps.ids;
  return {
    ...signup,
    ...(signup.symbols && { symbols: [...new Set(signup.symbols)] }),
    ...(attempt && { request: attempt.request }),
    state: 'pending',
    dueAt: now + deps.subscriptionTiming.lookAgainMs,
    version: (standing?.version ?? 0) + 1,
    createdAt: now,
    updatedAt: now,
  };
}

/** What is stored again is as before: a removed one of the same address is watched on. */
async function withdraw(deps: WatchDeps, fresh: Subscription, removed: Subscription | undefined) {
  if (removed) await deps.subscriptions.put({ ...removed, version: fresh.version + 1 }, fresh);
  else await deps.subscriptions.remove(fresh);
}

/** A page of a tenant's subscriptions, oldest first; `after` is the place at which the page before ended. */
export async function listSubscriptions(
  deps: Pick<Deps, 'subscriptions'>,
  input: { tenant: string; limit: number; after?: string },
): Promise<{ items: readonly Subscription[]; next: string | undefined }> {
  const { tenant, limit, after = '' } = input;
  const later = (await deps.subscriptions.list(tenant))
    .filter((one) => !isRemoved(one))
    .map((one) => ({ one, place: `${new Date(one.createdAt).toISOString()}#${one.id}` }))
    .filter(({ place }) => place > after)
    .sort((a, b) => (a.place < b.place ? -1 : 1));
  const page = later.slice(0, limit);
  return {
    items: page.map(({ one }) => one),
    next: later.length > limit ? page.at(-1)?.place : undefined,
  };
}

/** Throws NOT_FOUND for a subscription that is gone, and for a foreign tenant's. */
export async function readSubscription(
  deps: Pick<Deps, 'subscriptions'>,
  { tenant, id }: SubscriptionAddress,
): Promise<Subscription> {
  const found = await deps.subscriptions.get(tenant, id);
  if (found && !isRemoved(found)) return found;
  throw new Problem('NOT_FOUND', `There is no subscription ${quoted(id)}.`);
}

/** Ends a subscription: its address is told nothing more. Throws as readSubscription. */
export async function removeSubscription(deps: WatchDeps, address: SubscriptionAddress): Promise<void> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    if (await letGo(deps, await readSubscription(deps, address))) return;
  }
  const said = `Subscription ${quoted(address.id)} is being changed by somebody else`;
  throw new Problem('STORE_CONFLICT', `${said}. Repeat the request.`);
}

export type Tested = { readonly subscription: Subscription; readonly message: Message; readonly at: number };

/**
 * Tells one subscription alone that it works.
 *
 * Throws  NOT_FOUND; NOTIFY_UNCONFIRMED before it is confirmed and after it has ended, as the provider says now.
 */
export async function testSubscription(deps: WatchDeps, address: SubscriptionAddress): Promise<Tested> {
  const subscription = await copyState(deps, await readSubscription(deps, address));
  if (subscription.state !== 'confirmed') throw unconfirmed(subscription);
  const message = testNotice(subscription);
  await deps.subscriber.tell(subscription, message);
  return { subscription, message, at: deps.clock.now() };
}

const isRemoved = ({ removedAt }: Subscription): boolean => removedAt !== undefined;

function requireRoom(count: number): void {
  if (count <= MOST_SUBSCRIPTIONS) return;
  const said = `A tenant has at most ${MOST_SUBSCRIPTIONS} subscriptions`;
  throw new Problem('LIMIT_EXCEEDED', `${said}, and this would be one more. Delete one of them first.`);
}

function conflict({ id, state }: Subscription): Problem {
  const said = `This address is subscribed already: ${quoted(id)} is ${state}`;
  return new Problem('STORE_CONFLICT', `${said}. Delete it first to subscribe the address anew.`);
}

function unconfirmed({ id, state, channel }: Subscription): Problem {
  const fix =
    state === 'disabled'
      ? 'It has ended: delete it and subscribe the address anew.'
      : channel === 'email'
        ? 'Follow the link in the confirmation mail first.'
        : 'Try again in a minute.';
  return new Problem('NOTIFY_UNCONFIRMED', `Subscription ${quoted(id)} is ${state}. ${fix}`);
}

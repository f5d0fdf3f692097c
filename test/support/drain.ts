import { deliverAlert } from '../../lib/app/deliverAlert';
import type { Deps } from '../../lib/app/deps';
import { evaluateSeries } from '../../lib/app/evaluateSeries';
import { reconcile } from '../../lib/app/reconcile';
import { sweep } from '../../lib/app/sweep';
import { trainModel } from '../../lib/app/train';
import type { world } from './world';

export type World = ReturnType<typeof world>;

/** Hands each waiting message to its handler; a message is gone only once its handler came back. */
async function work<Message>(
  queue: { take(count: number): readonly Message[]; send(messages: readonly Message[]): Promise<void> },
  handle: (message: Message) => Promise<unknown>,
): Promise<number> {
  let handled = 0;
  for (let [message] = queue.take(1); message !== undefined; [message] = queue.take(1)) {
    try {
      await handle(message);
    } catch (error) {
      await queue.send([message]);
      throw error;
    }
    handled += 1;
  }
  return handled;
}

/** One round of what the schedules and queues of an installation do; `deps` may be faulty. */
export async function round(at: World, deps: Deps): Promise<void> {
  await sweep(deps);
  await work(at.stores.trainQueue, (message) => trainModel(deps, message));
  await work(at.stores.evaluateQueue, (message) => evaluateSeries(deps, message));
  await work(at.stores.deliverQueue, (message) => deliverAlert(deps, message));
  await reconcile(deps);
  await work(at.stores.deliverQueue, (message) => deliverAlert(deps, message));
}

/** Rounds with time passing between them, until leases have run out and everything came to its end. */
export async function settle(at: World, rounds = 5): Promise<void> {
  for (let count = 0; count < rounds; count += 1) {
    await round(at, at.deps);
    at.clock.advance(120_000);
  }
}

import type { Context, ScheduledEvent } from 'aws-lambda';
import type { Log } from '../../ports/Log';
import { failureFields } from '../failureFields';
import type { Compose } from '../firstUse';
import { firstUse } from '../firstUse';

export type ScheduleHandler<Result> = (event: ScheduledEvent, context: Context) => Promise<Result>;

/**
 * A Lambda handler for a schedule. A failure is logged and thrown, so that the invocation counts as
 * failed and the scheduler's dead-letter queue learns of it; the next tick tries anew.
 */
export function scheduleDoor<Deps extends { readonly log: Log }, Result>(
  compose: Compose<Deps>,
  useCase: (deps: Deps) => Promise<Result>,
): ScheduleHandler<Result> {
  const depsOf = firstUse(compose);
  return async () => {
    const deps = depsOf();
    try {
      return await useCase(deps);
    } catch (error) {
      deps.log.error('scheduled run failed', failureFields(error));
      throw error;
    }
  };
}

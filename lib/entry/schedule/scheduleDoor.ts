import type { Context, ScheduledEvent } from 'aws-lambda';
import { failureFields } from '../failureFields';
import type { Compose } from '../firstUse';
import { firstUse } from '../firstUse';
import type { WorkerDeps } from '../queue/sqsDoor';

export type ScheduleHandler<Result> = (event: ScheduledEvent, context: Context) => Promise<Result>;

/**
 * A Lambda handler for a schedule. A failure is logged and thrown, so that the invocation counts as
 * failed and the scheduler's dead-letter queue learns of it; the next tick tries anew.
 */
export function scheduleDoor<Deps extends WorkerDeps, Result>(
  doorName: string,
  compose: Compose<Deps>,
  useCase: (deps: Deps) => Promise<Result>,
): ScheduleHandler<Result> {
  const depsOf = firstUse(compose);
  const tried = async (deps: Deps) => {
    try {
      return await useCase(deps);
    } catch (error) {
      deps.log.error('scheduled run failed', failureFields(error));
      deps.metrics.count('failures_total', { function: doorName });
      throw error;
    } finally {
      await deps.metrics.publish();
    }
  };
  return async (_, { awsRequestId }) => {
    const deps = depsOf();
    return deps.correlation.within(awsRequestId, () => tried(deps));
  };
}

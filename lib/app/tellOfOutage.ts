import { outageWords } from '../alerts/texts/outageWords';
import type { Instance, SeriesKey } from '../ports/InstanceStore';
import type { Problem } from '../problems';
import type { Deps } from './deps';
import { isTooLate } from '../market/isTooLate';
import { type TellDeps, tellWatchers } from './tellWatchers';

type Outage = SeriesKey & {
  readonly instances: readonly Instance[];
  /** Close (epoch ms) through which the series has been judged. */
  readonly judgedThrough: number;
  /** What its source has said. */
  readonly problem: Problem;
};

/**
 * Tells who has a rule on a series that its source serves nothing, once more than three bars are late.
 *
 * Edge  a bar that is stored is not late, though it waits for the next to be judged. Of a series of which no bar was
 *       ever known nobody is told.
 */
export async function tellOfOutage(
  deps: TellDeps & Pick<Deps, 'bars' | 'marketClock'>,
  { series, interval, instances, judgedThrough, problem }: Outage,
): Promise<void> {
  const whole = await deps.bars.whole(series, interval);
  const upTo = Math.max(judgedThrough, whole?.through ?? 0);
  if (!isTooLate(interval, upTo, deps.marketClock.now(series))) return;
  const [lastBar] = await deps.bars.newest({ series, interval, upTo, limit: 1 });
  if (lastBar === undefined) return;
  const words = outageWords({ series, interval, closedAt: lastBar.closedAt }, problem);
  await tellWatchers(deps, instances, {
    series,
    interval,
    event: 'noData',
    code: 'stale',
    ...words,
    lastBar,
  });
}

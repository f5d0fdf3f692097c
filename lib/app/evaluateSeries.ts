import type { Instance, SeriesKey } from '../ports/InstanceStore';
import { isProblem } from '../problems';
import type { Deps } from './deps';
import type { JudgedSlot, JudgeSeriesDeps } from './judgeSeries';
import { judgeSeries } from './judgeSeries';
import { judgedThrough } from './judgedThrough';
import { isSourceProblem } from './sourceProblems';
import { tellOfOutage } from './tellOfOutage';

export type EvaluateDeps = JudgeSeriesDeps & Pick<Deps, 'cursors' | 'metrics'>;

export type Evaluated = {
  readonly bars: number;
  readonly fired: number;
  readonly stopped?: 'overtaken' | 'symbolUnknown';
};

/**
 * Judges every bar of a series that closed since its cursor and moves the cursor behind each bar
 * that is done. Where it fails, the next sweep goes on from the cursor, bar by bar, in order.
 *
 * Edge    a paused rule is passed over; another worker that is ahead makes this one stop. A rule that
 *         cannot be judged holds the cursor, but not the others: they are judged, and again next time,
 *         which changes nothing. Where the source serves nothing for more than three bars, who has a rule is told.
 * Throws  MARKET_…, STORE_…: the message is tried again.
 */
export async function evaluateSeries(deps: EvaluateDeps, key: SeriesKey): Promise<Evaluated> {
  const standing = await deps.cursors.read(key.series, key.interval);
  const instances = (await deps.instances.ofSeries(key)).filter((instance) => !instance.paused);
  if (instances.length === 0) return { bars: 0, fired: 0 };
  const judgeAfter = (instance: Instance) => judgedThrough(instance, standing);
  const run = judgeSeries(deps, { ...key, instances, judgeAfter, persistence: 'changed' });
  try {
    return await follow(deps, key, standing, run);
  } catch (error) {
    if (isSourceProblem(error)) {
      const reached = Math.max(standing ?? 0, Math.min(...instances.map(judgeAfter)));
      await tellOfOutage(deps, { ...key, instances, judgedThrough: reached, problem: error });
    }
    if (!isProblem(error, 'SYMBOL_UNKNOWN')) throw error;
    deps.log.warn('no source knows a symbol that rules watch', { series: key.series });
    return { bars: 0, fired: 0, stopped: 'symbolUnknown' };
  }
}

async function follow(
  deps: EvaluateDeps,
  key: SeriesKey,
  standing: number | undefined,
  run: AsyncIterable<JudgedSlot>,
): Promise<Evaluated> {
  let cursor = standing;
  const done = { bars: 0, fired: 0 };
  const failures: Error[] = [];
  for await (const { slot, judged, failures: failed } of run) {
    failures.push(...failed);
    done.fired += judged.filter((one) => one.alert !== undefined).length;
    if (failures.length > 0 || slot.closedAt <= (cursor ?? 0)) continue;
    if (!(await deps.cursors.advance(key.series, key.interval, cursor, slot.closedAt))) {
      return { ...done, stopped: 'overtaken' };
    }
    cursor = slot.closedAt;
    done.bars += 1;
    deps.metrics.count('bars_judged_total', { interval: key.interval });
  }
  if (failures[0]) throw failures[0];
  return done;
}

import type { Interval } from '../market/interval';
import { slotBefore } from '../market/slotBefore';
import type { Instance, SeriesKey } from '../ports/InstanceStore';
import { isProblem } from '../problems';
import type { Deps } from './deps';
import type { JudgeSeriesDeps } from './judgeSeries';
import { judgeSeries } from './judgeSeries';

export type EvaluateDeps = JudgeSeriesDeps & Pick<Deps, 'cursors'>;

export type Evaluated = {
  readonly bars: number;
  readonly fired: number;
  readonly stopped?: 'overtaken' | 'symbolUnknown';
};

/**
 * Judges every bar of a series that closed since its cursor and moves the cursor behind each bar
 * that is done. Where it fails, the next sweep goes on from the cursor, bar by bar, in order.
 *
 * Edge    a paused rule is passed over; another worker that is ahead makes this one stop.
 * Throws  MARKET_…, STORE_…: the message is tried again.
 */
export async function evaluateSeries(deps: EvaluateDeps, key: SeriesKey): Promise<Evaluated> {
  const standing = await deps.cursors.read(key.series, key.interval);
  const instances = (await deps.instances.ofSeries(key)).filter((instance) => !instance.paused);
  const first = instances[0];
  if (first === undefined) return { bars: 0, fired: 0 };
  const after = judgedThrough(key.interval, standing, instances);
  const run = judgeSeries(deps, { ...key, symbol: first.symbol, instances, after, persistence: 'changed' });
  let cursor = standing;
  const done = { bars: 0, fired: 0 };
  try {
    for await (const { slot, judged } of run) {
      done.fired += judged.filter((one) => one.alert !== undefined).length;
      if (cursor !== undefined && slot.closedAt <= cursor) continue;
      if (!(await deps.cursors.advance(key.series, key.interval, cursor, slot.closedAt)))
        return { ...done, stopped: 'overtaken' };
      cursor = slot.closedAt;
      done.bars += 1;
    }
  } catch (error) {
    if (!isProblem(error, 'SYMBOL_UNKNOWN')) throw error;
    deps.log.warn('no source knows a symbol that rules watch', { series: key.series });
    return { ...done, stopped: 'symbolUnknown' };
  }
  return done;
}

/**
 * Where judging goes on: at the cursor, or one bar before it for a rule that was armed since. A sweep
 * that was under way then may have passed that bar without seeing the rule; judging it again changes
 * nothing for all others.
 */
function judgedThrough(
  interval: Interval,
  cursor: number | undefined,
  instances: readonly Instance[],
): number {
  const lastBars = instances.map(({ state }) => state.lastBar);
  if (cursor === undefined) return Math.min(...lastBars);
  const before = slotBefore(interval, cursor);
  const armed = instances.map(({ state }) => state.armedAt).filter((armedAt) => armedAt >= before);
  return Math.min(cursor, ...armed);
}

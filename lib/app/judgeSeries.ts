import type { CleanBars, Slot } from '../market/bar';
import type { Interval } from '../market/interval';
import { cleanBars } from '../market/cleanBars';
import { slotsAfter } from '../market/slots';
import type { Instance } from '../ports/InstanceStore';
import type { HistoryQuery } from './barHistory';
import { barHistory, fetchBars } from './barHistory';
import { barsToJudge, compiledRule } from './compiledRule';
import type { Deps } from './deps';
import { alertForecast, loadModels } from './forecasts';
import { frameAt } from './frameAt';
import type { ModelsByHorizon } from './forecasts';
import type { JudgeDeps, Judged, JudgedBar, Persistence } from './judgeSlot';
import { judgeSlot } from './judgeSlot';
import { SHARED_OWNER } from './modelSlot';

export type JudgeSeriesDeps = JudgeDeps &
  Pick<Deps, 'marketData' | 'bars' | 'models' | 'registry' | 'marketClock'>;

export type SeriesToJudge = {
  readonly symbol: string;
  readonly interval: Interval;
  readonly instances: readonly Instance[];
  /** Close (epoch ms) after which bars are judged for an instance. */
  readonly judgeAfter: (instance: Instance) => number;
  readonly persistence: Persistence;
};

export type JudgedSlot = {
  readonly slot: Slot;
  /** What the bar did to each instance that was judged on it, in order. */
  readonly judged: readonly Judged[];
  /** Why instances could not be judged: they are left out from there on, the others go on. */
  readonly failures: readonly Error[];
};

type Runner = { readonly instance: Instance; readonly after: number };

/**
 * Judges every bar of a series that closed after the earliest `judgeAfter`, oldest first, each from
 * the bar that stands in the store. A bar the source skipped is judged as missing once a later one
 * is known.
 *
 * Shape   yields one judged slot at a time: the caller moves the cursor behind each.
 * Throws  what the source and the stores throw; what was yielded before stands.
 */
export async function* judgeSeries(deps: JudgeSeriesDeps, series: SeriesToJudge): AsyncGenerator<JudgedSlot> {
  const { symbol, interval, instances } = series;
  let runners = instances.map((instance): Runner => ({ instance, after: series.judgeAfter(instance) }));
  const after = Math.min(...runners.map((runner) => runner.after));
  const upTo = deps.marketClock.now();
  const count = barsToJudge(instances);
  const bars = await barsBehind(deps, { symbol, interval, upTo, count }, after);
  const newest = bars.bars.at(-1);
  if (newest === undefined) return;
  const slotOf = { owner: SHARED_OWNER, series: symbol, interval };
  const models = await loadModels(deps, slotOf, horizonsOf(instances));
  for (const slot of slotsAfter({ interval, after, upTo: newest.closedAt, bars })) {
    const outcome = await judgeAll(deps, barToJudge(slot, bars, models, count), runners, series.persistence);
    runners = outcome.runners;
    yield { slot, judged: outcome.judged, failures: outcome.failures };
  }
}

/** The stored bars from `count` before `after` on; every bar since is stored first, whatever their number. */
async function barsBehind(deps: JudgeSeriesDeps, query: HistoryQuery, after: number): Promise<CleanBars> {
  const { symbol, interval, upTo, count } = query;
  await barHistory(deps, { ...query, upTo: after });
  const fresh = await fetchBars(deps, query, { after, upTo });
  for (const bar of fresh) await deps.bars.putFirst(symbol, interval, bar);
  const limit = count + fresh.length;
  const stored = fresh.length === 0 ? [] : await deps.bars.newest({ series: symbol, interval, upTo, limit });
  const source = fresh.at(-1)?.source ?? 'none';
  return cleanBars({ symbol, interval, source, bars: stored, knownAt: upTo }).clean;
}

async function judgeAll(
  deps: JudgeDeps,
  bar: JudgedBar,
  runners: readonly Runner[],
  persistence: Persistence,
): Promise<{ runners: Runner[]; judged: Judged[]; failures: Error[] }> {
  const outcome = { runners: [] as Runner[], judged: [] as Judged[], failures: [] as Error[] };
  for (const runner of runners) {
    if (bar.slot.closedAt <= runner.after) {
      outcome.runners.push(runner);
      continue;
    }
    try {
      const judged = await judgeSlot(deps, bar, runner.instance, persistence);
      outcome.judged.push(judged);
      outcome.runners.push({ ...runner, instance: judged.instance });
    } catch (error) {
      outcome.failures.push(error instanceof Error ? error : new Error(String(error)));
    }
  }
  return outcome;
}

const horizonsOf = (instances: readonly Instance[]): readonly number[] => [
  1,
  ...instances.flatMap((instance) => compiledRule(instance.rule).horizonsBars),
];

function barToJudge(slot: Slot, bars: CleanBars, models: ModelsByHorizon, count: number): JudgedBar {
  const known = frameAt(bars, slot, { models, count });
  const forecast = slot.bar ? alertForecast(models.get(1), known.bars) : null;
  return { frame: known.frame, slot, source: bars.source, forecast };
}

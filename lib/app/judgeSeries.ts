import type { CleanBars, Slot } from '../market/bar';
import { cleanBars } from '../market/cleanBars';
import { BARS_BESIDE } from '../market/credibleBars';
import { slotsAfter } from '../market/slots';
import type { StoredBar } from '../ports/BarStore';
import type { Instance, SeriesKey } from '../ports/InstanceStore';
import { isProblem } from '../problems';
import type { HistoryQuery } from './barHistory';
import { barHistory } from './barHistory';
import { barsAfter } from './barsAfter';
import { compiledRule } from '../rules/compiledRule';
import { heldBarOf } from '../rules/state';
import { barsToJudge } from './barsToJudge';
import type { Deps } from './deps';
import { loadModels } from './forecasts';
import { judgedBars } from './judgedBars';
import type { JudgeDeps, Judged, JudgedBar, Persistence } from './judgeSlot';
import { judgeSlot } from './judgeSlot';
import { lengthenWhole } from './lengthenWhole';
import { ownerOf } from './modelSlot';
import { type SettleDeps, settleSplits } from './settleSplits';

export type JudgeSeriesDeps = JudgeDeps &
  SettleDeps &
  Pick<Deps, 'marketData' | 'bars' | 'models' | 'registry' | 'caches' | 'marketClock'>;

export type SeriesToJudge = SeriesKey & {
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

/** Bars stored before the first of them is judged: what a dead worker has done of a long backlog, it has done. */
const BARS_AT_ONCE = 50;

/**
 * Judges every bar of a series that closed after the earliest `judgeAfter`, oldest first, each from
 * the bar that stands in the store. A bar the source skipped is judged as missing once a later one
 * is known; one whose close has jumped once the next says whether to believe it, and so is one for an instance that
 * turns on its open or wicks, where these are doubted.
 *
 * Shape   yields one judged slot at a time: the caller moves the cursor behind each.
 * Throws  what the source and the stores throw; what was yielded before stands.
 */
export async function* judgeSeries(
  deps: JudgeSeriesDeps,
  toJudge: SeriesToJudge,
): AsyncGenerator<JudgedSlot> {
  const { series: symbol, interval, instances } = toJudge;
  let runners = instances.map((instance) => runnerOf(instance, toJudge));
  let after = Math.min(...runners.map((runner) => runner.after));
  const count = barsToJudge(instances);
  const query = { symbol, interval, upTo: deps.marketClock.now(symbol), count: count + BARS_BESIDE };
  const before = await barHistory(deps, { ...query, upTo: after });
  const fresh = await barsAfter(deps, { ...query, after });
  if (fresh.length === 0) return;
  const models = await loadModels(
    deps,
    { owner: ownerOf(symbol), series: symbol, interval },
    horizonsOf(instances),
  );
  const from = (before.bars[0] ?? fresh[0])!.startAt;
  for (let first = 0; first < fresh.length; first += BARS_AT_ONCE) {
    const reach = { from, after };
    const known = await storedWith(deps, query, fresh.slice(first, first + BARS_AT_ONCE), reach);
    const splits = await settleSplits(deps, { instances, bars: known, after });
    const { pending, unsettled, barFor } = judgedBars(known, splits, { models, count });
    const isLast = first + BARS_AT_ONCE >= fresh.length;
    const waiting = isLast ? pending : (unsettled ?? pending);
    const upTo = waiting ? waiting.closedAt - 1 : (known.bars.at(-1)?.closedAt ?? after);
    for (const slot of slotsAfter({ interval, after, upTo, bars: known })) {
      const bar = { closedAt: slot.closedAt, of: barFor(slot) };
      const outcome = await judgeAll(deps, bar, runners, toJudge.persistence);
      runners = outcome.runners;
      yield { slot, judged: outcome.judged, failures: outcome.failures };
    }
    after = upTo;
  }
}

/** Where a bar is held for an instance, that is the next it is judged on, wherever the cursor stands. */
function runnerOf(instance: Instance, { judgeAfter }: SeriesToJudge): Runner {
  const held = heldBarOf(instance.state) ?? Number.POSITIVE_INFINITY;
  return { instance, after: Math.min(judgeAfter(instance), held - 1) };
}

/**
 * Stores bars that follow on `after`, and answers them as they then stand, with the `count` before them: of those from
 * `from` on, since what the store holds before the history that was asked for may have holes.
 */
async function storedWith(
  deps: JudgeSeriesDeps,
  { symbol, interval, count, upTo: knownAt }: HistoryQuery,
  fresh: readonly StoredBar[],
  { from, after }: { readonly from: number; readonly after: number },
): Promise<CleanBars> {
  await deps.bars.putFirst(symbol, interval, fresh);
  await lengthenWhole(deps, { symbol, interval, after, through: fresh.at(-1)?.closedAt ?? after });
  const upTo = fresh.at(-1)?.closedAt ?? 0;
  const stored = await deps.bars.newest({ series: symbol, interval, upTo, limit: count + fresh.length });
  const bars = stored.filter(({ startAt }) => startAt >= from);
  const source = fresh.at(-1)?.source ?? 'none';
  return cleanBars({ symbol, interval, source, bars, knownAt }).clean;
}

async function judgeAll(
  deps: JudgeDeps,
  bar: { readonly closedAt: number; readonly of: (instance: Instance) => JudgedBar },
  runners: readonly Runner[],
  persistence: Persistence,
): Promise<{ runners: Runner[]; judged: Judged[]; failures: Error[] }> {
  const outcome = { runners: [] as Runner[], judged: [] as Judged[], failures: [] as Error[] };
  for (const runner of runners) {
    if (bar.closedAt <= runner.after) {
      outcome.runners.push(runner);
      continue;
    }
    try {
      const judged = await judgeStanding(deps, bar.of, runner.instance, persistence);
      if (judged === undefined) continue;
      outcome.judged.push(judged);
      outcome.runners.push({ ...runner, instance: judged.instance });
    } catch (error) {
      outcome.failures.push(error instanceof Error ? error : new Error(String(error)));
    }
  }
  return outcome;
}

const TRIES = 3;

/**
 * Judges an instance as it stands: one that an editor or another worker has written meanwhile is read
 * again, and what that worker has judged already is `unchanged`. Undefined when it is gone or paused; one that is paused
 * while it is judged is judged to the end, for its alert may stand already.
 */
async function judgeStanding(
  deps: JudgeDeps,
  barOf: (instance: Instance) => JudgedBar,
  known: Instance,
  persistence: Persistence,
): Promise<Judged | undefined> {
  let instance: Instance | undefined = known;
  for (let attempt = 1; instance && (attempt > 1 || !instance.paused); attempt += 1) {
    try {
      return await judgeSlot(deps, barOf(instance), instance, persistence);
    } catch (error) {
      if (attempt === TRIES || !isProblem(error, 'STORE_CONFLICT')) throw error;
    }
    [instance] = await deps.instances.ofRule(known.tenant, known.ruleId, [known]);
  }
  return undefined;
}

const horizonsOf = (instances: readonly Instance[]): readonly number[] => [
  1,
  ...instances.flatMap((instance) => compiledRule(instance.rule).horizonsBars),
];

import type { Interval } from '../market/interval';
import type { Instance } from '../ports/InstanceStore';
import type { ComparedValue } from '../rules/finding';
import { BARS_BESIDE } from '../market/credibleBars';
import { isProblem } from '../problems';
import type { AlertView } from './alerts';
import { barHistory, HISTORY_BARS } from './barHistory';
import type { Deps } from './deps';
import { judgeableBars, knownSplits } from './judgeableBars';
import { judgedThrough } from './judgedThrough';
import type { JudgeSeriesDeps, JudgedSlot } from './judgeSeries';
import { judgeSeries } from './judgeSeries';
import type { Judged } from './judgeSlot';
import type { ServedForecast } from './predict';
import { predict } from './predict';
import { resolvedSeries } from './resolvedSeries';

export type CheckDeps = JudgeSeriesDeps & Pick<Deps, 'ledger' | 'cursors'>;

export type Outcome = {
  readonly ruleId: string;
  readonly name: string;
  readonly state: string;
  readonly fired: boolean;
  readonly why: string;
  readonly values: readonly ComparedValue[];
};

export type Checked = {
  readonly forecast: ServedForecast | null;
  readonly outcomes: readonly Outcome[];
  readonly alerts: readonly AlertView[];
};

export type CheckInput = { readonly tenant: string; readonly symbol: string; readonly interval: Interval };

/**
 * Judges a tenant's rules on a symbol up to its newest closed bar, as a sweep does, and says what
 * that bar did to each. Asking twice on one bar changes nothing: the second answer is `unchanged`,
 * and so is the answer of one who meets a sweep on the same bar.
 */
export async function checkAlerts(deps: CheckDeps, input: CheckInput): Promise<Checked> {
  const { tenant, interval } = input;
  const series = await resolvedSeries(deps, input);
  const upTo = deps.marketClock.now(series);
  const count = HISTORY_BARS + BARS_BESIDE;
  const history = await barHistory(deps, { symbol: series, interval, upTo, count });
  const { bars, pending } = judgeableBars(history, await knownSplits(deps, series));
  // Before the instances: their states must not be older than the cursor says.
  const cursor = await deps.cursors.read(series, interval);
  const all = await deps.instances.ofSeries({ series, interval });
  const mine = all.filter((instance) => instance.tenant === tenant);
  const awake = mine.filter((instance) => !instance.paused);
  const beforeNewest = bars.at(-1)?.startAt ?? upTo;
  // The newest bar is judged once more even if a sweep has done it: its answer is what was asked for.
  const judgeAfter = (instance: Instance) => Math.min(beforeNewest, judgedThrough(instance, cursor));
  const judged: JudgedSlot[] = [];
  const toJudge = { series, interval, instances: awake, judgeAfter, persistence: 'always' as const };
  for await (const slot of awake.length === 0 ? [] : judgeSeries(deps, toJudge)) judged.push(slot);
  const [failure] = judged.flatMap((slot) => slot.failures);
  if (failure !== undefined) throw failure;
  const newest = pending ? 'unconfirmed' : (judged.at(-1)?.judged ?? []);
  const outcomes = mine.map((instance) => outcomeOf(instance.rule.name, instance, newest));
  const alerts = judged.flatMap((slot) => slot.judged.flatMap((one) => (one.alert ? [one.alert] : [])));
  const views = await Promise.all(
    alerts.map(async (alert) => ({
      alert: (await deps.alerts.get(tenant, alert.id)) ?? alert,
      deliveries: await deps.ledger.ofAlert(alert.id),
    })),
  );
  return { forecast: await forecastOrNull(deps, series, interval), outcomes, alerts: views };
}

/** What the newest bar did to a rule; nothing yet where its close has to be confirmed by the bar after it. */
function outcomeOf(name: string, instance: Instance, newest: readonly Judged[] | 'unconfirmed'): Outcome {
  const { ruleId, paused } = instance;
  const isHeld = newest === 'unconfirmed';
  const judged = isHeld ? undefined : newest.find((one) => one.instance.ruleId === ruleId);
  if (judged === undefined) {
    const why = paused ? 'paused' : isHeld ? 'unconfirmed' : 'unchanged';
    return { ruleId, name, state: paused ? 'paused' : instance.state.phase, fired: false, why, values: [] };
  }
  const { events, why, values } = judged.finding;
  const state = paused ? 'paused' : judged.instance.state.phase;
  return { ruleId, name, state, fired: events.includes('fired'), why, values };
}

/** Rules are judged all the same, as a sweep judges them. */
const WITHOUT_FORECAST = [
  'MODEL_NOT_TRAINED',
  'MODEL_INCOMPATIBLE',
  'BARS_INSUFFICIENT',
  'BARS_STALE',
] as const;

async function forecastOrNull(
  deps: CheckDeps,
  series: string,
  interval: Interval,
): Promise<ServedForecast | null> {
  try {
    return await predict(deps, { symbol: series, interval, horizon: interval === '1d' ? '1d' : '1bars' });
  } catch (error) {
    if (WITHOUT_FORECAST.some((code) => isProblem(error, code))) return null;
    throw error;
  }
}

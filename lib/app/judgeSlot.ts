import { alertId } from '../alerts/alertId';
import type { AlertForecast, AlertRecord } from '../alerts/alertRecord';
import { decide } from '../alerts/decide';
import { targetsOf } from '../alerts/targets';
import { whySentence } from '../alerts/texts/whySentence';
import type { Slot } from '../market/bar';
import type { Instance } from '../ports/InstanceStore';
import { Problem } from '../problems';
import { describeRule } from '../rules/describeRule';
import type { Finding } from '../rules/finding';
import type { Frame } from '../rules/frame';
import { step } from '../rules/step';
import type { RuleState } from '../rules/state';
import { compiledRule } from '../rules/compiledRule';
import { rebasedRule } from '../rules/rebasedRule';
import type { Deps } from './deps';
import { dispatchAlert } from './dispatchAlert';

/** One bar on which instances are judged. */
export type JudgedBar = {
  readonly frame: Frame;
  /** What a price from when a rule was written is multiplied with to be on the scale of this bar. */
  readonly priceFactor: (instance: Instance) => number;
  readonly slot: Slot;
  readonly source: string;
  /** The forecast at this bar that an alert shows its reader: of the first horizon that has a model; null without one. */
  readonly forecast: (horizonsBars: readonly number[]) => AlertForecast | null;
};

export type Judged = {
  readonly instance: Instance;
  readonly finding: Finding;
  readonly alert?: AlertRecord;
};

export type JudgeDeps = Pick<
  Deps,
  'instances' | 'alerts' | 'subscriptions' | 'deliverQueue' | 'clock' | 'timing' | 'log' | 'metrics'
>;

/** `changed` writes a state only when more than `lastBar` changed; `always` makes a repeated call say so. */
export type Persistence = 'changed' | 'always';

/**
 * Judges one instance on one bar: what it did is recorded before the state that would forget it,
 * and the state before anybody is sent anything.
 *
 * Throws  STORE_CONFLICT when the instance was changed meanwhile: judge again from what stands there.
 */
export async function judgeSlot(
  deps: JudgeDeps,
  bar: JudgedBar,
  instance: Instance,
  persistence: Persistence,
): Promise<Judged> {
  const rule = rebasedRule(instance.rule, bar.priceFactor(instance));
  const finding = step(compiledRule(rule), instance.state, bar.frame);
  const alert = finding.events.includes('fired')
    ? await recordAlert(deps, bar, { ...instance, rule }, finding)
    : undefined;
  const next = await saveState(deps, instance, finding.state, persistence);
  if (alert && alert.targets.length > 0) await dispatchAlert(deps, alert);
  return { instance: next, finding, ...(alert && { alert }) };
}

async function recordAlert(
  deps: JudgeDeps,
  bar: JudgedBar,
  instance: Instance,
  finding: Finding,
): Promise<AlertRecord> {
  const severity = instance.rule.severity ?? 'warning';
  const subscribers = await deps.subscriptions.list(instance.tenant);
  const decision = decide(finding, targetsOf(subscribers, severity, instance.symbol));
  const alert = makeAlert(bar, instance, finding, {
    severity,
    targets: decision.notify ? decision.targets : [],
    createdAt: deps.clock.now(),
  });
  const { id, tenant, ruleId, symbol, barClosedAt } = alert;
  const dueAt = decision.notify ? alert.createdAt + deps.timing.outboxDueMs : undefined;
  if ((await deps.alerts.record(alert, dueAt)) === 'exists')
    return (await deps.alerts.get(tenant, id)) ?? alert;
  deps.metrics.count('alerts_recorded_total', { severity }, { tenant });
  deps.log.info('alert', {
    id,
    tenant,
    ruleId,
    symbol,
    barClosedAt,
    notify: decision.notify,
    why: decision.why,
  });
  return alert;
}

function makeAlert(
  bar: JudgedBar,
  instance: Instance,
  finding: Finding,
  told: Pick<AlertRecord, 'severity' | 'targets' | 'createdAt'>,
): AlertRecord {
  const { tenant, ruleId, ruleVersion, arming, series, symbol, interval, rule } = instance;
  const current = bar.frame.slots.at(-1)?.bar;
  if (current === undefined) throw new Error(`a rule fired on a bar that is missing: ${ruleId} ${symbol}`);
  const move = lastMove(bar.frame);
  const conditionWords = describeRule(rule);
  return {
    id: alertId({
      tenant,
      ruleId,
      ruleVersion: arming,
      symbol,
      interval,
      barClosedAt: current.closedAt,
      transition: 'fired',
    }),
    tenant,
    ruleId,
    ruleVersion,
    ruleName: rule.name,
    series,
    symbol,
    interval,
    barStartAt: current.startAt,
    barClosedAt: current.closedAt,
    close: current.close,
    event: 'fired',
    state: told.targets.length > 0 ? 'pending' : 'recorded',
    acknowledgedAt: null,
    why: {
      code: finding.why,
      conditionWords,
      sentence: whySentence(conditionWords, finding, move) + scaleWords(bar.priceFactor(instance)),
      ...(finding.condition && { condition: finding.condition }),
      ...(move.distanceSigma !== undefined && { distanceSigma: move.distanceSigma }),
      firedBefore: finding.state.firings - 1,
    },
    values: finding.values,
    // A reader is shown the forecast that the rule has read; of the next bar where it has read none.
    forecast: bar.forecast([...compiledRule(rule).horizonsBars, 1]),
    source: bar.source,
    ...told,
  };
}

/** What a reader has to know of the prices in a rule that was written before a split. */
const scaleWords = (factor: number): string =>
  factor === 1 ? '' : ' Prices in the rule are taken on the scale since a split.';

/** How far the bar moved from the bar before, in per cent and in σ as forecast before it. */
function lastMove(frame: Frame): { changePct: number | undefined; distanceSigma: number | undefined } {
  const current = frame.slots.at(-1)?.bar;
  const previous = frame.slots.at(-2)?.bar;
  if (!current || !previous) return { changePct: undefined, distanceSigma: undefined };
  const changePct = 100 * (current.close / previous.close - 1);
  const before = frame.forecast(1, 1);
  if (!before.known) return { changePct, distanceSigma: undefined };
  return { changePct, distanceSigma: changePct / before.volatilityPct };
}

async function saveState(
  deps: Pick<Deps, 'instances'>,
  instance: Instance,
  state: RuleState,
  persistence: Persistence,
): Promise<Instance> {
  if (!isWorthWriting(instance.state, state, persistence)) return { ...instance, state };
  const next: Instance = { ...instance, state, stateVersion: instance.stateVersion + 1 };
  if (await deps.instances.put(next, instance.stateVersion)) return next;
  throw new Problem('STORE_CONFLICT', `Rule "${instance.ruleId}" changed while it was judged. Judge again.`);
}

/** The first judged bar is always written: it tells that the rule has been judged since it was armed. */
function isWorthWriting(before: RuleState, after: RuleState, persistence: Persistence): boolean {
  if (after.lastBar === before.lastBar) return after.heldBar !== before.heldBar;
  if (persistence === 'always' || before.lastBar === before.armedAt) return true;
  return JSON.stringify({ ...before, lastBar: 0 }) !== JSON.stringify({ ...after, lastBar: 0 });
}

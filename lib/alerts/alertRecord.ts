import type { Interval } from '../market/interval';
import type { RuleEvent } from '../rules/events';
import type { ComparedValue, ConditionTruth } from '../rules/finding';
import type { Severity } from '../rules/rule';

export const ALERT_STATES = ['recorded', 'pending', 'dispatched', 'delivered', 'failed'] as const;

export type AlertState = (typeof ALERT_STATES)[number];

/** True once nobody is to be told any more. */
export const hasEnded = ({ state }: Pick<AlertRecord, 'state'>): boolean =>
  state !== 'pending' && state !== 'dispatched';

/** The forecast as it stood when the alert was recorded, in the few figures a reader needs. */
export type AlertForecast = {
  readonly horizon: string;
  readonly volatilityPct: number;
  readonly predictedChangePct: number;
  readonly low90: number;
  readonly high90: number;
  readonly confidence: string;
  readonly modelKind: string;
  /** Why it is not the newest model that speaks; absent where it is. */
  readonly degraded?: string;
};

export type AlertWhy = {
  readonly code: string;
  /** The rule's condition in plain words, `close crosses above 1,300`. */
  readonly conditionWords: string;
  /** One sentence in plain words: the condition, and the readings that made it true. */
  readonly sentence: string;
  readonly condition?: ConditionTruth;
  /** How far the close stands from the bar before, in forecast σ; absent without a forecast. */
  readonly distanceSigma?: number;
  readonly firedBefore: number;
};

/**
 * An alert: one transition of one rule on one bar, recorded once. While its state is not terminal
 * it is also the outbox of its deliveries.
 */
export type AlertRecord = {
  readonly id: string;
  readonly tenant: string;
  readonly ruleId: string;
  readonly ruleVersion: number;
  readonly ruleName: string;
  readonly series: string;
  readonly symbol: string;
  readonly interval: Interval;
  readonly barStartAt: number;
  readonly barClosedAt: number;
  readonly close: number;
  readonly event: RuleEvent;
  readonly severity: Severity;
  readonly state: AlertState;
  readonly acknowledgedAt: number | null;
  readonly why: AlertWhy;
  readonly values: readonly ComparedValue[];
  readonly forecast: AlertForecast | null;
  readonly source: string;
  /** Targets this alert goes to; empty when nobody is to be told. */
  readonly targets: readonly string[];
  readonly createdAt: number;
};

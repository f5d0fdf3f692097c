import type { Severity } from '../rules/rule';
import { SEVERITIES } from '../rules/rule';

/** The target that stands for all native SNS subscriptions of a tenant: one publish reaches them. */
const SNS_TARGET = 'sns';

export type Subscriber = {
  readonly state: 'pending' | 'confirmed' | 'disabled';
  readonly minSeverity?: Severity;
  readonly symbols?: readonly string[];
};

/** True when the subscriber is confirmed and wants alerts of that severity and symbol. */
export function wants(subscriber: Subscriber, severity: Severity, symbol: string): boolean {
  if (subscriber.state !== 'confirmed') return false;
  if (SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(subscriber.minSeverity ?? 'info')) return false;
  return subscriber.symbols === undefined || subscriber.symbols.includes(symbol);
}

/**
 * Where an alert goes.
 *
 * Shape  `['sns']` when at least one native subscriber wants it, else empty.
 */
export function targetsOf(
  subscribers: readonly Subscriber[],
  severity: Severity,
  symbol: string,
): readonly string[] {
  return subscribers.some((subscriber) => wants(subscriber, severity, symbol)) ? [SNS_TARGET] : [];
}

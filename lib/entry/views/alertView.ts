import type { AlertView } from '../../app/alerts';
import { instant } from './instant';

/** An alert with its deliveries as the contract shows it; who else is told stays inside. */
export function alertView({ alert, deliveries }: AlertView) {
  return {
    id: alert.id,
    ruleId: alert.ruleId,
    ruleVersion: alert.ruleVersion,
    ruleName: alert.ruleName,
    symbol: alert.symbol,
    interval: alert.interval,
    barClosedAt: instant(alert.barClosedAt),
    event: alert.event,
    severity: alert.severity,
    state: alert.state,
    acknowledgedAt: alert.acknowledgedAt === null ? null : instant(alert.acknowledgedAt),
    why: alert.why,
    values: alert.values,
    forecast: alert.forecast,
    deliveries: deliveries.map(({ targetId, channel, state, attempts, at }) => ({
      subscriptionId: targetId,
      channel,
      state,
      attempts,
      at: instant(at),
    })),
    source: alert.source,
    createdAt: instant(alert.createdAt),
  };
}

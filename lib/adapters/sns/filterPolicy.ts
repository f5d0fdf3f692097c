import type { Signup } from '../../ports/Subscriber';
import { SEVERITIES } from '../../rules/rule';

/**
 * What SNS lets through to a subscription: a message to it by name, and of the alerts those it wants.
 *
 * Shape   four keys, and at most 2 × 50 combinations of their values: SNS takes five keys and 150.
 * Source  Amazon SNS developer guide, Filter policy constraints; AND/OR logic.
 */
export function filterPolicy({ id, minSeverity = 'info', symbols }: Signup): string {
  const severity = SEVERITIES.slice(SEVERITIES.indexOf(minSeverity));
  const alerts = {
    alertId: [{ exists: true }],
    ...(severity.length < SEVERITIES.length && { severity }),
    ...(symbols && { symbol: symbols }),
  };
  return JSON.stringify({ $or: [{ subscriptionId: [id] }, alerts] });
}

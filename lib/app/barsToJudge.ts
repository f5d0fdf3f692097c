import type { Instance } from '../ports/InstanceStore';
import { compiledRule } from '../rules/compiledRule';
import type { Rule } from '../rules/rule';
import { HISTORY_BARS } from './barHistory';

/** How many bars a rule's condition looks back on; a forecast read some bars ago needs its own history before that. */
export function barsToTry(rule: Rule): number {
  const { lookbackSlots, horizonsBars } = compiledRule(rule);
  return lookbackSlots + (horizonsBars.length > 0 ? HISTORY_BARS : 0);
}

/** How many bars judging these rules takes: what they look back on, and what an alert's own forecast needs. */
export const barsToJudge = (instances: readonly Pick<Instance, 'rule'>[]): number =>
  Math.max(HISTORY_BARS, ...instances.map(({ rule }) => barsToTry(rule)));

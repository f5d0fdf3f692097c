import type { Instance } from '../ports/InstanceStore';
import type { CompiledRule } from '../rules/compileRule';
import { compileRule } from '../rules/compileRule';
import type { Rule } from '../rules/rule';
import { HISTORY_BARS } from './barHistory';

const compiled = new WeakMap<Rule, CompiledRule>();

/** A rule ready to be judged: compiled once for as long as this very rule is held. */
export function compiledRule(rule: Rule): CompiledRule {
  const known = compiled.get(rule);
  if (known) return known;
  const fresh = compileRule(rule);
  compiled.set(rule, fresh);
  return fresh;
}

/** How many bars a rule's condition looks back on; a forecast read some bars ago needs its own history before that. */
export function barsToTry(rule: Rule): number {
  const { lookbackSlots, horizonsBars } = compiledRule(rule);
  return lookbackSlots + (horizonsBars.length > 0 ? HISTORY_BARS : 0);
}

/** How many bars judging these rules takes: what they look back on, and what an alert's own forecast needs. */
export const barsToJudge = (instances: readonly Pick<Instance, 'rule'>[]): number =>
  Math.max(HISTORY_BARS, ...instances.map(({ rule }) => barsToTry(rule)));

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

/** How many bars judging these rules looks back on; a forecast read some bars ago needs its own history before that. */
export function barsToJudge(instances: readonly Pick<Instance, 'rule'>[]): number {
  const needed = instances.map(({ rule }) => {
    const { lookbackSlots, horizonsBars } = compiledRule(rule);
    return lookbackSlots + (horizonsBars.length > 0 ? HISTORY_BARS : 0);
  });
  return Math.max(HISTORY_BARS, ...needed);
}

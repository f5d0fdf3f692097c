import type { CompiledRule } from './compileRule';
import { compileRule } from './compileRule';
import type { Rule } from './rule';

const compiled = new WeakMap<Rule, CompiledRule>();

/**
 * A rule ready to be judged: compiled once for as long as this very rule is held.
 *
 * Throws  RULE_INVALID, as `compileRule`.
 */
export function compiledRule(rule: Rule): CompiledRule {
  const known = compiled.get(rule);
  if (known) return known;
  const fresh = compileRule(rule);
  compiled.set(rule, fresh);
  return fresh;
}

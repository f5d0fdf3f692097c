import { compileRule } from './compileRule';
import type { Rule } from './rule';
import { ungrouped } from './words';

/**
 * The condition of a rule in plain words, without a full stop; ASCII only, so that it fits an SMS.
 *
 * Throws    RULE_INVALID when `parseRule` would have refused the rule.
 * @example  describeRule(rule) // → 'close crosses above 1,300'
 */
export function describeRule(rule: Rule): string {
  return ungrouped(compileRule(rule).condition.words);
}

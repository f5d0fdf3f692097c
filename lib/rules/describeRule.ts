import { compileRule } from './compileRule';
import type { Rule } from './rule';

/**
 * The condition of a rule in plain words, without a full stop; ASCII only, so that it fits an SMS.
 *
 * Throws    RULE_INVALID when `parseRule` would have refused the rule.
 * @example  describeRule(rule) // → 'close crosses above 1,300'
 */
export function describeRule(rule: Rule): string {
  const { words } = compileRule(rule).condition;
  return words.startsWith('(') && words.endsWith(')') && isOneGroup(words) ? words.slice(1, -1) : words;
}

/** True when the first bracket closes with the last character. */
function isOneGroup(words: string): boolean {
  let depth = 0;
  return [...words].every((letter, index) => {
    if (letter === '(') depth += 1;
    if (letter === ')') depth -= 1;
    return depth > 0 || index === words.length - 1;
  });
}

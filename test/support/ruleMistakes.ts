import { parseRule } from '../../lib/rules/parseRule';

export const WHEN = { op: 'crosses_up', left: 'close', right: 150 };
/** A rule without a mistake. */
export const RULE = { dsl: '1', name: 'up', targets: { symbols: ['aapl'] }, interval: '1d', when: WHEN };

/** What is wrong with a rule, each mistake with its path. */
export const detailsOf = (json: unknown, at?: string): readonly string[] => {
  const parsed = parseRule(json, at);
  return parsed.ok ? [] : parsed.details.map(({ path, message }) => `${path}: ${message}`);
};
/** The same of a rule with another condition. */
export const ofWhen = (when: unknown): readonly string[] => detailsOf({ ...RULE, when });
/** The same of a rule that compares another operand. */
export const ofLeft = (left: unknown): readonly string[] => ofWhen({ op: '>', left, right: 1 });

import type { ComparedValue, ConditionTruth } from '../../rules/finding';

/**
 * The leaves that made a condition what it is, in the order of the rule: of `any` that holds those that
 * hold, of `all` every one; what a `not` holds back counts as it stands.
 */
export function contributingLeaves(node: ConditionTruth): readonly ConditionTruth[] {
  const { children = [], op, truth } = node;
  if (children.length === 0) return [node];
  const decisive = op === 'not' ? children : children.filter((child) => child.truth === truth);
  return decisive.flatMap(contributingLeaves);
}

/** The readings of the leaves that made a condition what it is; without its tree all of them. */
export function contributingValues(
  values: readonly ComparedValue[],
  condition: ConditionTruth | undefined,
): readonly ComparedValue[] {
  if (condition === undefined) return values;
  const leaves = contributingLeaves(condition);
  return values.filter(({ path }) => leaves.some((leaf) => path.startsWith(`${leaf.path}.`)));
}

import type { Why } from '../rules/events';
import type { Finding } from '../rules/finding';

declare const decided: unique symbol;

/** Whether somebody is told of a finding, and the reason from the closed list. Only `decide` makes it. */
export type Decision = (
  | { readonly notify: true; readonly why: 'fired'; readonly targets: readonly string[] }
  | { readonly notify: false; readonly why: Why | 'noSubscriber' }
) & { readonly [decided]: true };

/**
 * Decides who is told of what a bar did to a rule.
 *
 * Edge  a firing that nobody subscribes to is still recorded: `notify` is false with `noSubscriber`.
 */
export function decide(finding: Finding, targets: readonly string[]): Decision {
  return choose(finding, targets) as Decision;
}

function choose(finding: Finding, targets: readonly string[]) {
  if (!finding.events.includes('fired')) return { notify: false, why: finding.why };
  if (targets.length === 0) return { notify: false, why: 'noSubscriber' };
  return { notify: true, why: 'fired', targets };
}

import type { RuleView } from '../../app/writeRule';
import { instant } from './instant';

/** A rule with its state on each symbol as the contract shows it. */
export function ruleView({ stored, states, warnings }: RuleView) {
  return {
    id: stored.id,
    version: stored.version,
    paused: stored.paused,
    states: states.map(({ symbol, state, since }) => ({ symbol, state, since: instant(since) })),
    createdAt: instant(stored.createdAt),
    updatedAt: instant(stored.updatedAt),
    rule: stored.rule,
    warnings,
  };
}

/** The version as an ETag, which `If-Match` takes back. */
export const ruleHeaders = ({ stored }: RuleView) => ({ etag: `"${stored.version}"` });

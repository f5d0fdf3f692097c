import type { Instance } from '../../lib/ports/InstanceStore';
import type { StoredRule } from '../../lib/ports/RuleStore';
import { unique } from './unique';

const RULE: StoredRule['rule'] = {
  dsl: '1',
  name: 'S&P 500 above 1,300',
  targets: { symbols: ['^GSPC'] },
  interval: '1d',
  when: {
    all: [{ op: 'crosses_up', left: 'close', right: 1300 }, { not: { op: '<', left: 'volume', right: 1 } }],
  },
  labels: { '': 'a name may be empty', desk: 'étage ②' },
};

/** A rule as it is stored; a test changes what it is about. */
export const storedRule = (change: Partial<StoredRule> = {}): StoredRule => ({
  tenant: unique('tenant'),
  id: unique('rule'),
  version: 1,
  arming: 1,
  armedAt: Date.UTC(2008, 7, 1),
  paused: false,
  createdAt: Date.UTC(2026, 10, 1),
  updatedAt: Date.UTC(2026, 10, 1),
  rule: RULE,
  ...change,
});

/** A rule on one symbol with its state. */
export const instanceOf = (change: Partial<Instance> = {}): Instance => ({
  tenant: unique('tenant'),
  ruleId: unique('rule'),
  ruleVersion: 1,
  arming: 1,
  series: unique('series'),
  symbol: '^GSPC',
  interval: '1d',
  paused: false,
  rule: RULE,
  state: { phase: 'normal', since: 0, lastBar: 0, armedAt: Date.UTC(2008, 7, 1), firings: 0 },
  stateVersion: 1,
  ...change,
});

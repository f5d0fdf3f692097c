import type { Interval } from '../market/interval';
import type { Rule } from '../rules/rule';
import type { RuleState } from '../rules/state';

/** A rule on one symbol with its state: what a sweep reads and writes. */
export type Instance = {
  readonly tenant: string;
  readonly ruleId: string;
  readonly ruleVersion: number;
  readonly arming: number;
  readonly series: string;
  readonly symbol: string;
  readonly interval: Interval;
  /** Wall time (epoch ms) from which on the rule, as it is armed, watches the symbol, whoever has its bars. */
  readonly watchedSince?: number;
  /** When its condition was last written (epoch ms), on the market's clock: numbers in it are of that day. */
  readonly writtenAt?: number;
  readonly paused: boolean;
  readonly rule: Rule;
  readonly state: RuleState;
  /** Rises with every write of this item, whoever writes. */
  readonly stateVersion: number;
};

/** A rule and the series on which it is looked for. */
export type RuleOnSeries = { readonly ruleId: string; readonly keys: readonly SeriesKey[] };

export type SeriesKey = { readonly series: string; readonly interval: Interval };

/** The projection of rules by series: one strong query gives the rules and states of a symbol. */
export type InstanceStore = {
  /** Every instance of the series, read strongly, paused ones included. */
  ofSeries(key: SeriesKey): Promise<readonly Instance[]>;
  /** The instances of one rule on the given series; series without one are left out. */
  ofRule(tenant: string, ruleId: string, keys: readonly SeriesKey[]): Promise<readonly Instance[]>;
  /** As `ofRule` of many rules of a tenant, in their order: one reading for all. */
  ofRules(tenant: string, asked: readonly RuleOnSeries[]): Promise<readonly (readonly Instance[])[]>;
  /** Writes if the item still has `expected` (undefined: does not exist yet); false when it changed. */
  put(instance: Instance, expected: number | undefined): Promise<boolean>;
  /** Takes it off its series if it is as it was read; false when it changed, or is gone. */
  remove(instance: Instance): Promise<boolean>;
  /** Every series that has, or lately had, a rule. */
  activeSeries(): Promise<readonly SeriesKey[]>;
};

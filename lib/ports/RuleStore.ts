import type { Rule } from '../rules/rule';

export type StoredRule = {
  readonly tenant: string;
  readonly id: string;
  /** Rises with every write; the ETag. */
  readonly version: number;
  /**
   * The version with which the rule was last armed: states of another arming are not carried over, and
   * alerts are recorded under it, so that an edit of the name cannot make a second alert of one firing.
   */
  readonly arming: number;
  /** Market time (epoch ms) of creation or re-arming: only bars that close later are judged. */
  readonly armedAt: number;
  readonly paused: boolean;
  /** Market time (epoch ms) at which it was last resumed: bars that closed before are not made up. */
  readonly resumedAt?: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly rule: Rule;
};

export type RulePage = { readonly items: readonly StoredRule[]; readonly next: string | undefined };

/** Rules as their owners wrote them: the truth from which instances are projected. */
export type RuleStore = {
  /** Throws STORE_CONFLICT when the id is taken. */
  create(rule: StoredRule): Promise<void>;
  /** A foreign tenant's rule is absent. */
  get(tenant: string, id: string): Promise<StoredRule | undefined>;
  /** Newest id last; `after` is the id of the last rule of the page before. */
  list(tenant: string, limit: number, after?: string): Promise<RulePage>;
  /** Replaces the rule if it still has `expectedVersion`; throws STORE_CONFLICT otherwise, NOT_FOUND when gone. */
  replace(rule: StoredRule, expectedVersion: number): Promise<void>;
  /** As replace; deletes. */
  remove(tenant: string, id: string, expectedVersion: number): Promise<void>;
};

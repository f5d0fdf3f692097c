import type { Rule } from '../rules/rule';
import type { Moment } from './WatchlistStore';
import type { VersionedStore } from './VersionedStore';

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
  /** Wall time of the same, for bars that tenants import; rules of before there was this have their last write. */
  readonly armedAtWall?: number;
  /** The simulator's market time of the same. */
  readonly armedAtSimulated?: number;
  /** Version with which the condition was last written, and when, by every clock; rules of before there was this were armed then. */
  readonly writtenAt?: Moment;
  readonly paused: boolean;
  /** Market time (epoch ms) at which it was last resumed: bars that closed before are not made up. */
  readonly resumedAt?: number;
  /** Wall time of the same. */
  readonly resumedAtWall?: number;
  /** The simulator's market time of the same. */
  readonly resumedAtSimulated?: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly rule: Rule;
};

/** Rules as their owners wrote them: the truth from which instances are projected. */
export type RuleStore = VersionedStore<StoredRule>;

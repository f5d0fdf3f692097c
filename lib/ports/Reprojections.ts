import type { SeriesKey } from './InstanceStore';

/** A rule whose instances may not match it: written before a change, cleared after its projection. */
export type Reprojection = {
  readonly tenant: string;
  readonly ruleId: string;
  /** Every series on which the rule has, had or will have an instance. */
  readonly keys: readonly SeriesKey[];
  /** Epoch ms; of the newest note. */
  readonly notedAt: number;
};

/** What the reconciler repairs when a worker died between a rule and its projection. */
export type Reprojections = {
  /** Notes the rule, and answers the note as it then stands: the series of an older one stay named. */
  note(reprojection: Reprojection): Promise<Reprojection>;
  /** As `note`; undefined, and nothing is noted, when an older note names a thousand series by now. */
  noteUnlessFull(reprojection: Reprojection): Promise<Reprojection | undefined>;
  /** The note of a rule as it stands. */
  find(tenant: string, ruleId: string): Promise<Reprojection | undefined>;
  /** Takes the note away once the projection stands; a note renewed since `notedAt` stays. */
  clear(note: Pick<Reprojection, 'tenant' | 'ruleId' | 'notedAt'>): Promise<void>;
  /**
   * Rules whose oldest note, since they were last cleared, is from before `before` (epoch ms): tenants in turn, and
   * the oldest of each first.
   */
  stale(before: number, limit: number): Promise<readonly Pick<Reprojection, 'tenant' | 'ruleId'>[]>;
};

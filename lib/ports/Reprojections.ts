import type { Interval } from '../market/interval';

/** A rule whose instances may not match it, or what changes for rules, until each of those is noted itself. */
export type Subject = {
  readonly tenant: string;
  readonly kind: 'rule' | 'watchlist' | 'import';
  readonly id: string;
};

/** Symbols and intervals on which there were, are or will be instances: any of these with any of those. */
export type Reach = { readonly symbols: readonly string[]; readonly intervals: readonly Interval[] };

/** Who is at a change: noted before it, cleared after its projection. */
export type Writer = { readonly name: string; /** Epoch ms. */ readonly since: number };

export type Note = Subject & Reach & { readonly writers: readonly Writer[] };

/** A note as it stands for one of its writers. */
export type OwnNote = Note & { readonly own: Writer };

/** What the reconciler repairs when a worker died between a change and its projection. */
export type Reprojections = {
  /** Adds a reach to the note of a subject, and answers it with all that others have added: it stays with each writer. */
  note(subject: Subject, reach: Reach, own: Writer): Promise<OwnNote>;
  /** As `note`; undefined, and nothing is noted, when it names five hundred symbols by now, or as many writers. */
  noteUnlessFull(subject: Subject, reach: Reach, own: Writer): Promise<OwnNote | undefined>;
  /** The note of a subject as it stands. */
  find(subject: Subject): Promise<Note | undefined>;
  /** Takes writers off a note, which goes with the last of them; others keep it as it is. */
  clear(subject: Subject, writers: readonly Writer[]): Promise<void>;
  /** Subjects noted before `before` (epoch ms) for the first time since there was no note: tenants in turn, the oldest of each first. */
  stale(before: number, limit: number): Promise<readonly Subject[]>;
};

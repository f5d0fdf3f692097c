/** One of the times that a request is tried which its caller may send again. */
export type Attempt = {
  /** What all attempts at the same request are known by, and nothing else. */
  readonly request: string;
  /** False where an earlier attempt may have made something and died: under the same ids, if it did. */
  readonly isFirst: boolean;
};

/** Where fresh identifiers come from. */
export type Ids = {
  /** A new id that nobody can guess, beginning with `prefix` and an underscore. */
  next(prefix: string): string;
  /** Of a request that may be sent again: its attempts are given the same ids in the same order. */
  readonly attempt?: Attempt;
};

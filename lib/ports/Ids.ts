/** Where fresh identifiers come from. */
export type Ids = {
  /** A new id that nobody can guess, beginning with `prefix` and an underscore. */
  next(prefix: string): string;
};

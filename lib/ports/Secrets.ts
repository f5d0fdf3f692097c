/** Where secrets come from. */
export type Secrets = {
  /** A new secret of 256 random bits, in printable characters without a dot. */
  next(): string;
};

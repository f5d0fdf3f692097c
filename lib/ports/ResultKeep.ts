/** Results that took long, kept by what they were made of: a run that was interrupted does not make them twice. */
export type ResultKeep<Result> = {
  /** `undefined` where there is none, or none that can be read. */
  readonly read: (key: string) => Promise<Result | undefined>;
  /** Whole or not at all. */
  readonly write: (key: string, result: Result) => Promise<void>;
};

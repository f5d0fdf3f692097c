/** Ties together the log lines of all that one request, message or tick causes, over queues as well. */
export type Correlation = {
  /** Runs a piece of work, and whatever it starts, under an id. */
  within<Result>(id: string, work: () => Result): Result;
  /** The id of the work that asks; undefined outside of any. */
  current(): string | undefined;
};

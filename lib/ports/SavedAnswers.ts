import type { Ids } from './Ids';

/** One request that may be sent twice. */
export type RepeatableRequest = {
  readonly tenant: string;
  /** The operation, whatever path it was asked by. */
  readonly route: string;
  /** What its caller named it by. */
  readonly key: string;
  /** All that makes it the same request: path parameters, query and body. */
  readonly content: string;
  /** How long the one who runs it may take; after that another may. */
  readonly mostMs: number;
  /** Aborted when the one who runs it is given up: whatever comes of it then changes nothing here. */
  readonly signal: AbortSignal;
};

/** What was answered to requests that carry a key: for 24 hours each is run until it is answered, and then no more. */
export type SavedAnswers = {
  /**
   * The answer saved for the key, or that of `run`, which is then saved. What `run` throws is thrown and
   * not saved: whoever repeats the request within 24 hours of its first attempt runs it with the same ids, which no
   * other tenant, route, key or content is given. An answer that cannot be saved is given all the same.
   * Throws INPUT_IDEMPOTENCY_CONFLICT when the key was given to another request, STORE_CONFLICT while the first
   * of its name runs.
   */
  once(request: RepeatableRequest, run: (ids: Ids) => Promise<string>): Promise<string>;
};

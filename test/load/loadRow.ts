/** What was answered to the requests of one route. */
export type LoadRow = {
  readonly route: string;
  /** One latency in ms for each answer, whatever its status. */
  readonly millis: readonly number[];
  readonly statuses: readonly number[];
  /** What was said by answers of 5xx. */
  readonly broken?: readonly string[];
};

/** Requests that were not answered: the connection failed, or ten seconds passed. */
export type Unanswered = { readonly journey: string; readonly reason: string };

export type LoadReport = {
  readonly seconds: number;
  readonly rows: readonly LoadRow[];
  readonly unanswered: readonly Unanswered[];
};

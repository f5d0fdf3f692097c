/** What the answers of one turn of a journey have left for its later steps. */
export type Found = Record<string, string>;

export type Step = {
  /** As the README lists it; the row of the table that counts it. */
  readonly route: string;
  /** The path asked for; undefined when what it needs was not found, which ends the turn. */
  readonly path: (found: Readonly<Found>) => string | undefined;
  readonly body?: () => object;
  readonly headers?: (found: Readonly<Found>) => Readonly<Record<string, string>>;
  /** What the next steps need of the `data` of a successful answer. */
  readonly keep?: (data: any) => Found;
};

/** Requests that follow each other on one connection, over and over. */
export type Journey = {
  readonly name: string;
  /** Requests a second, whichever step they are. */
  readonly perSecond: number;
  readonly steps: readonly Step[];
};

/** A journey of one request that needs nothing. */
export const asked = (route: string, perSecond: number, path = route.split(' ')[1] ?? '/'): Journey => ({
  name: route,
  perSecond,
  steps: [{ route, path: () => path }],
});

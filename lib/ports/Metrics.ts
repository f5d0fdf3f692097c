import type { CounterName, LabelsOf } from '../counters';

/** An addition to a counter; without a tenant to one of the deployment's. */
export type Count = {
  readonly name: CounterName;
  readonly labels: Readonly<Record<string, string>>;
  readonly by: number;
  readonly tenant?: string | undefined;
};

/** Counts what happens. */
export type Metrics = {
  /** Takes note; nothing is sent before `publish`. `by` is 1 unless said. */
  count<Name extends CounterName>(
    name: Name,
    labels: LabelsOf<Name>,
    more?: { readonly by?: number; readonly tenant?: string | undefined },
  ): void;
  /** Sends what was noted, at the end of an invocation. Never rejects: what the store refuses is kept for the next time. */
  publish(): Promise<void>;
};

/** Totals that outlive every process. */
export type CounterStore = {
  /** Adds to a total, which begins at 0; what many add at once all counts. */
  add(count: Count): Promise<void>;
  /** The totals of a tenant, or of the deployment. */
  totals(tenant: string | undefined): Promise<readonly Count[]>;
};

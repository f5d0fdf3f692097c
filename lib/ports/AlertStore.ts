import type { AlertRecord, AlertState } from '../alerts/alertRecord';

export type AlertQuery = {
  readonly tenant: string;
  readonly symbol?: string;
  readonly ruleId?: string;
  readonly state?: AlertState;
  readonly limit: number;
  /** The `alertPosition` of the last alert of the page before. */
  readonly after?: string;
};

export type AlertPage = { readonly items: readonly AlertRecord[]; readonly next: string | undefined };

/** Alerts, each recorded once; the item is the outbox of its deliveries. */
export type AlertStore = {
  /**
   * `exists` when an earlier try had recorded it: the standing record is left alone. With a `dueAt`
   * (epoch ms) the alert is on the outbox index until it reaches a terminal state.
   */
  record(alert: AlertRecord, dueAt: number | undefined): Promise<'recorded' | 'exists'>;
  /** By tenant as well: a foreign tenant's alert is absent. */
  get(tenant: string, id: string): Promise<AlertRecord | undefined>;
  /** Newest first by `barClosedAt`, then highest id first. */
  list(query: AlertQuery): Promise<AlertPage>;
  /** Moves the state if it is one of `from`; `dueAt` undefined takes it off the outbox index. */
  moveTo(
    alert: AlertRecord,
    from: readonly AlertState[],
    to: AlertState,
    dueAt: number | undefined,
  ): Promise<boolean>;
  /** The first acknowledgement stands; undefined when the tenant has no such alert. */
  acknowledge(tenant: string, id: string, at: number): Promise<AlertRecord | undefined>;
  /** Alerts that are not terminal and past due at `now` (epoch ms), oldest due first. */
  overdue(now: number, limit: number): Promise<readonly AlertRecord[]>;
};

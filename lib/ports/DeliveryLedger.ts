import type { Delivery } from '../alerts/delivery';

export type Claim =
  | { readonly claimed: true; readonly delivery: Delivery }
  | { readonly claimed: false; readonly why: 'leased' | 'terminal' | 'notDue' };

/** What was tried for each (alert, target). A lease keeps two workers from sending the same thing. */
export type DeliveryLedger = {
  /**
   * Takes the lease until `leaseUntil` unless another holds it at `now`, it is terminal, or a retry is not
   * yet due (all epoch ms). The claim itself counts as an attempt: a worker that dies has used one up.
   */
  claim(alertId: string, targetId: string, now: number, leaseUntil: number): Promise<Claim>;
  /** Writes the outcome of the attempt this lease covers and gives the lease back; false when it was lost. */
  settle(delivery: Delivery, leaseUntil: number): Promise<boolean>;
  /** Every delivery of the alert, one for each target that was ever claimed. */
  ofAlert(alertId: string): Promise<readonly Delivery[]>;
};

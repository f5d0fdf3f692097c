import type { Delivery } from '../alerts/delivery';

export type Claim =
  | { readonly claimed: true; readonly delivery: Delivery }
  | { readonly claimed: false; readonly why: 'leased' | 'terminal' | 'notDue' };

/** What was tried for each (alert, target). A lease keeps two workers from sending the same thing. */
export type DeliveryLedger = {
  /** Takes the lease until `leaseUntil` unless another holds it at `now`, it is terminal, or a retry is not yet due. */
  claim(alertId: string, targetId: string, now: number, leaseUntil: number): Promise<Claim>;
  /** Writes the outcome of the attempt this lease covers; false when the lease was lost to another worker. */
  settle(delivery: Delivery, leaseUntil: number): Promise<boolean>;
  ofAlert(alertId: string): Promise<readonly Delivery[]>;
};

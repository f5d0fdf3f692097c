import type { ReconcileDeps } from '../../app/reconcile';
import { reconcile } from '../../app/reconcile';
import type { Compose } from '../firstUse';
import type { WorkerDeps } from '../queue/sqsDoor';
import { scheduleDoor } from './scheduleDoor';

/** Each minute: take up again what a dead worker left half done. */
export const reconcileDoor = (compose: Compose<ReconcileDeps & WorkerDeps>) =>
  scheduleDoor('reconcile', compose, reconcile);

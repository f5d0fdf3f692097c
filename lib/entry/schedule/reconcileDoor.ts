import type { ReconcileDeps } from '../../app/reconcile';
import { reconcile } from '../../app/reconcile';
import type { Compose } from '../firstUse';
import { scheduleDoor } from './scheduleDoor';

/** Each minute: take up again what a dead worker left half done. */
export const reconcileDoor = (compose: Compose<ReconcileDeps>) => scheduleDoor(compose, reconcile);

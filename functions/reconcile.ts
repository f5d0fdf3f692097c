import { composeReconcile } from '../lib/compose/workers';
import { reconcileDoor } from '../lib/entry/schedule/reconcileDoor';

export const handler = reconcileDoor(composeReconcile);

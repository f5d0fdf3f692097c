import { composeReconcile } from '../lib/compose';
import { reconcileDoor } from '../lib/entry/schedule/reconcileDoor';

export const handler = reconcileDoor(composeReconcile);

import { composeDeliver } from '../lib/compose';
import { deliverDoor } from '../lib/entry/queue/deliverDoor';

export const handler = deliverDoor(composeDeliver);

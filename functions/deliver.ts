import { composeDeliver } from '../lib/compose/workers';
import { deliverDoor } from '../lib/entry/queue/deliverDoor';

export const handler = deliverDoor(composeDeliver);

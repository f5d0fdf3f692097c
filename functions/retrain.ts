import { composeRetrain } from '../lib/compose/workers';
import { retrainDoor } from '../lib/entry/schedule/retrainDoor';

export const handler = retrainDoor(composeRetrain);

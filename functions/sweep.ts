import { composeSweep } from '../lib/compose/workers';
import { sweepDoor } from '../lib/entry/schedule/sweepDoor';

export const handler = sweepDoor(composeSweep);

import { composeSweep } from '../lib/compose';
import { sweepDoor } from '../lib/entry/schedule/sweepDoor';

export const handler = sweepDoor(composeSweep);

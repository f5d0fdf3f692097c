import type { SweepDeps } from '../../app/sweep';
import { sweep } from '../../app/sweep';
import type { Compose } from '../firstUse';
import type { WorkerDeps } from '../queue/sqsDoor';
import { scheduleDoor } from './scheduleDoor';

/** Each minute: queue what may have a new bar. */
export const sweepDoor = (compose: Compose<SweepDeps & WorkerDeps>) => scheduleDoor('sweep', compose, sweep);

import { composeTrainer } from '../lib/compose/workers';
import { trainerDoor } from '../lib/entry/queue/trainerDoor';

export const handler = trainerDoor(composeTrainer);

import { composeTrainer } from '../lib/compose';
import { trainerDoor } from '../lib/entry/queue/trainerDoor';

export const handler = trainerDoor(composeTrainer);

import type { TrainDeps } from '../../app/train';
import { trainModel } from '../../app/train';
import type { Compose } from '../firstUse';
import { trainMessage } from './messages';
import type { WorkerDeps } from './sqsDoor';
import { sqsDoor } from './sqsDoor';

/** From the train queue: run one training job. */
export const trainerDoor = (compose: Compose<TrainDeps & WorkerDeps>) =>
  sqsDoor('trainer', trainMessage, compose, trainModel);

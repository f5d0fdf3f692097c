import type { TrainDeps } from '../../app/train';
import { trainModel } from '../../app/train';
import type { Compose } from '../firstUse';
import { trainMessage } from './messages';
import { sqsDoor } from './sqsDoor';

/** From the train queue: run one training job. */
export const trainerDoor = (compose: Compose<TrainDeps>) => sqsDoor(trainMessage, compose, trainModel);

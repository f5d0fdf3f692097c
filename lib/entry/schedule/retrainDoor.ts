import type { RetrainDeps } from '../../app/retrainModels';
import { retrainModels } from '../../app/retrainModels';
import type { Compose } from '../firstUse';
import type { WorkerDeps } from '../queue/sqsDoor';
import { scheduleDoor } from './scheduleDoor';

/** Each night: let the models that answer learn from the bars of the day. */
export const retrainDoor = (compose: Compose<RetrainDeps & WorkerDeps>) =>
  scheduleDoor('retrain', compose, retrainModels);

import type { DeliverDeps } from '../../app/deliverAlert';
import { deliverAlert } from '../../app/deliverAlert';
import type { Compose } from '../firstUse';
import { deliverMessage } from './messages';
import type { WorkerDeps } from './sqsDoor';
import { sqsDoor } from './sqsDoor';

/** From the deliver queue: tell one target of one alert. */
export const deliverDoor = (compose: Compose<DeliverDeps & WorkerDeps>) =>
  sqsDoor('deliver', deliverMessage, compose, deliverAlert);

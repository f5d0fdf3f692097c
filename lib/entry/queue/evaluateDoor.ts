import type { EvaluateDeps } from '../../app/evaluateSeries';
import { evaluateSeries } from '../../app/evaluateSeries';
import type { Compose } from '../firstUse';
import { evaluateMessage } from './messages';
import type { WorkerDeps } from './sqsDoor';
import { sqsDoor } from './sqsDoor';

/** From the evaluate queue: judge the new bars of one series. */
export const evaluateDoor = (compose: Compose<EvaluateDeps & WorkerDeps>) =>
  sqsDoor('evaluate', evaluateMessage, compose, evaluateSeries);

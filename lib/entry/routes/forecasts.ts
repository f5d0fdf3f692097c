import type { PredictDeps } from '../../app/predict';
import { predict } from '../../app/predict';
import { predictMove } from '../contract/forecasts';
import { bind } from '../http/binding';
import { forecastView } from '../views/forecastView';

export const forecastRoutes = [
  bind(predictMove, async (deps: PredictDeps, { body }) => ({
    data: forecastView(await predict(deps, body)),
  })),
];

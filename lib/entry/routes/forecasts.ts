import type { PredictDeps } from '../../app/predict';
import { predict } from '../../app/predict';
import { resolvedSeries } from '../../app/resolvedSeries';
import { predictMove } from '../contract/forecasts';
import { bind } from '../http/binding';
import { forecastView } from '../views/forecastView';

export const forecastRoutes = [
  bind(predictMove, async (deps: PredictDeps, { tenant, body }) => {
    const series = await resolvedSeries(deps, { tenant, ...body });
    return { data: forecastView(await predict(deps, { ...body, symbol: series })) };
  }),
];

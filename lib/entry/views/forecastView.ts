import type { ServedForecast } from '../../app/predict';
import { instant } from './instant';

/** A forecast as the contract shows it. */
export function forecastView(forecast: ServedForecast) {
  const { asOf, model, ...rest } = forecast;
  return { ...rest, asOf: instant(asOf), model: { ...model, trainedAt: instant(model.trainedAt) } };
}

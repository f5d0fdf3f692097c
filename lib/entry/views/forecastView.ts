import type { ServedForecast } from '../../app/predict';
import { instant } from './instant';

/** A forecast as the contract shows it, in the contract's order. */
export const forecastView = (forecast: ServedForecast) => ({
  symbol: forecast.symbol,
  interval: forecast.interval,
  horizon: forecast.horizon,
  asOf: instant(forecast.asOf),
  source: forecast.source,
  currentPrice: forecast.currentPrice,
  predictedPrice: forecast.predictedPrice,
  predictedChangePct: forecast.predictedChangePct,
  volatilityPct: forecast.volatilityPct,
  intervals: forecast.intervals,
  touch: forecast.touch,
  bracket: forecast.bracket,
  probabilityUp: forecast.probabilityUp,
  probabilityUpWithheld: forecast.probabilityUpWithheld,
  confidence: forecast.confidence,
  model: { ...forecast.model, trainedAt: instant(forecast.model.trainedAt) },
  degraded: forecast.degraded,
  skill: forecast.skill,
  explanation: forecast.explanation,
  warnings: forecast.warnings,
});

import { makeForecast } from '../forecast/makeForecast';
import { forecastSeries } from '../forecast/forecastSeries';
import type { AlertForecast } from '../alerts/alertRecord';
import type { CleanBars, Slot } from '../market/bar';
import type { ModelSlot } from '../ports/ModelRegistry';
import { isProblem } from '../problems';
import type { ForecastAt, ForecastReading } from '../rules/frame';
import type { ServingDeps, ServingModel, ServingModels } from './servingModels';
import { servingModels } from './servingModels';
import { standInModel } from './standInModel';

/** The models that answer for each horizon (in bars) that somebody asks about. */
export type ModelsByHorizon = ReadonlyMap<number, ServingModels | 'unreadable' | undefined>;

/** Loads the models of several horizons; a horizon without one maps to undefined, one with none that can be read says so. */
export async function loadModels(
  deps: ServingDeps,
  slot: Omit<ModelSlot, 'horizonBars'>,
  horizonsBars: readonly number[],
): Promise<ModelsByHorizon> {
  const found = new Map<number, ServingModels | 'unreadable' | undefined>();
  for (const horizonBars of new Set(horizonsBars)) {
    found.set(horizonBars, await ifTrained(servingModels(deps, { ...slot, horizonBars })));
  }
  return found;
}

async function ifTrained(models: Promise<ServingModels>): Promise<ServingModels | 'unreadable' | undefined> {
  try {
    return await models;
  } catch (error) {
    if (isProblem(error, 'MODEL_NOT_TRAINED')) return undefined;
    if (isProblem(error, 'MODEL_INCOMPATIBLE')) return 'unreadable';
    throw error;
  }
}

/** Models that were loaded for a horizon, or who stands in for them on these bars. */
export function modelsFor(
  models: ModelsByHorizon,
  horizonBars: number,
  bars: CleanBars,
): ServingModels | undefined {
  const loaded = models.get(horizonBars);
  return loaded === 'unreadable' ? standInModel(bars, horizonBars) : loaded;
}

/**
 * The forecasts a frame offers to its rules. A bar that the serving model was trained on is left to
 * the model before it: no forecast comes from a model that knew the bar's future.
 *
 * Shape  `bars` end with the frame's current slot.
 */
export function forecastAt(models: ModelsByHorizon, slots: readonly Slot[], bars: CleanBars): ForecastAt {
  const readings = new Map<string, ReadonlyMap<number, ForecastReading>>();
  const readingsOf = (model: ServingModel) => {
    const known = readings.get(model.card.id) ?? readAll(model, bars);
    readings.set(model.card.id, known);
    return known;
  };
  const found = new Map<number, ServingModels | undefined>();
  const answering = (horizonBars: number) => {
    if (!found.has(horizonBars)) found.set(horizonBars, modelsFor(models, horizonBars, bars));
    return found.get(horizonBars);
  };
  return (slotsBack, horizonBars) => {
    const closedAt = slots[slots.length - 1 - slotsBack]?.closedAt;
    const model = closedAt === undefined ? undefined : speaker(answering(horizonBars), closedAt);
    const reading = model && closedAt !== undefined ? readingsOf(model).get(closedAt) : undefined;
    return reading ?? { known: false, why: 'modelNotTrained' };
  };
}

function speaker(models: ServingModels | undefined, closedAt: number): ServingModel | undefined {
  if (models === undefined) return undefined;
  return [models.serving, models.earlier].find((model) => model && model.card.trainedThrough <= closedAt);
}

function readAll(model: ServingModel, bars: CleanBars): ReadonlyMap<number, ForecastReading> {
  const series = orNone(() => forecastSeries(model.artifact, bars)) ?? [];
  const byClose = new Map<number, ForecastReading>();
  bars.bars.forEach((bar, index) => {
    const reading = series[index];
    if (reading) byClose.set(bar.closedAt, { known: true, ...reading });
  });
  return byClose;
}

/** A forecast that cannot be made leaves its readers without one; the bar is judged all the same. */
function orNone<Made>(make: () => Made): Made | undefined {
  try {
    return make();
  } catch (error) {
    if (isProblem(error, 'BARS_INSUFFICIENT') || isProblem(error, 'MODEL_INCOMPATIBLE')) return undefined;
    throw error;
  }
}

/** The forecast an alert shows its reader; null when no model can speak of the last bar. */
export function alertForecast(models: ServingModels | undefined, bars: CleanBars): AlertForecast | null {
  const last = bars.bars.at(-1);
  const model = last && speaker(models, last.closedAt);
  if (!model) return null;
  const forecast = orNone(() => makeForecast(model.artifact, bars, {}));
  if (!forecast) return null;
  const band = forecast.intervals.find((interval) => interval.coverage === 0.9);
  if (!band) return null;
  const { volatilityPct, predictedChangePct, confidence } = forecast;
  const horizon = bars.interval === '1d' ? `${model.card.horizonBars}d` : `${model.card.horizonBars}bars`;
  return {
    horizon,
    volatilityPct,
    predictedChangePct,
    low90: band.low,
    high90: band.high,
    confidence,
    modelKind: model.card.kind,
    ...(models?.degraded && { degraded: models.degraded }),
  };
}

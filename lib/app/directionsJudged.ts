import { isDirectionProven } from '../forecast/directionRecord';
import { holmCorrected } from '../forecast/scores/holmCorrected';
import type { Evaluated, EvaluatedModel, JudgedDirection, SeriesSkill } from './evaluatedOver';

/**
 * The same with each model's records of direction judged beside those of all its series and horizons: one of many looks
 * proven by chance.
 *
 * Source  Holm 1979, as `holmCorrected`.
 */
export function directionsJudged(evaluated: readonly Evaluated[]): readonly Evaluated[] {
  const models = evaluated.flatMap((horizon) => horizon.models);
  const corrected = new Map<JudgedDirection, number>();
  for (const name of new Set(models.map(({ model }) => model))) {
    const records = models
      .filter(({ model }) => model === name)
      .flatMap(({ series }) => series.flatMap(({ direction }) => direction ?? []));
    const chances = holmCorrected(records.map(({ pesaranTimmermannP }) => pesaranTimmermannP ?? 1));
    records.forEach((record, place) => corrected.set(record, chances[place]!));
  }
  const judged = (series: SeriesSkill): SeriesSkill => {
    const { direction } = series;
    if (direction === undefined) return series;
    const holmP = corrected.get(direction)!;
    return { ...series, direction: { ...direction, holmP, isProven: isDirectionProven(direction, holmP) } };
  };
  return evaluated.map((horizon) => ({
    ...horizon,
    models: horizon.models.map((model): EvaluatedModel => ({ ...model, series: model.series.map(judged) })),
  }));
}

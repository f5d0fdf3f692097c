import type { Examples } from '../examples';
import { expandingMean } from '../expandingMean';
import { type LogVarianceFit, volatilityHead } from '../logVarianceHead';
import type { PanelMember } from './panelMember';
import { type PooledWeights, pooledWeights } from './pooledWeights';

/** Keeps the regression solvable; chosen before anything was measured. */
const LAMBDA = 1;
/** Days between two fits of the weights: a month of sessions. */
const REFIT_MS = 30 * 86_400_000;

/** Fits of one member, whose weights are those of its panel. */
type PanelLearner = (through: number) => LogVarianceFit;

/**
 * HAR with leverage, a longer memory, volume and the market, learned over all series of a panel: each has its own level, all
 * have the same weights.
 *
 * Shape   one learner a member, in their order; `through` of each must not fall.
 * Edge    the weights are those of the last month's end before a fit: nothing that ended after it is in them.
 */
export function harPooled(members: readonly PanelMember[]): readonly PanelLearner[] {
  const closes = members.flatMap(({ closedAt }) => [closedAt[0] ?? 0, closedAt.at(-1) ?? 0]);
  const [first, last] = [Math.min(...closes), Math.max(...closes)];
  const times = Array.from(
    { length: Math.ceil((last - first) / REFIT_MS) + 1 },
    (_, i) => first + i * REFIT_MS,
  );
  const weights = pooledWeights(members, times, LAMBDA);
  const weightsAt = (time: number): PooledWeights | undefined =>
    weights[Math.floor((time - first) / REFIT_MS)];
  return members.map(({ examples, closedAt }) => {
    const levels = levelsOf(examples);
    return (through) => {
      const { columns, horizonBars, features } = examples;
      const pooled = weightsAt(closedAt[through + horizonBars]!);
      const scales = pooled ? [...pooled.scales] : columns.map(() => 1);
      const slopes = pooled ? [...pooled.weights] : columns.map(() => 0);
      const { centres, level } = levels(through);
      const linear = { centres, scales, heads: [{ intercept: level, weights: slopes }] };
      return {
        horizonBars,
        features,
        lambda: LAMBDA,
        centres,
        scales,
        volatility: volatilityHead(examples, linear, through),
      };
    };
  });
}

/** Means of a member's features and target over its rows so far. */
function levelsOf({ columns, logVariance, firstRow }: Examples) {
  const means = columns.map((column) => expandingMean(column, firstRow));
  const level = expandingMean(logVariance, firstRow);
  return (through: number) => ({ centres: means.map((mean) => mean(through)), level: level(through) });
}

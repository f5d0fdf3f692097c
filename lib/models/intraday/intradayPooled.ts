import type { Examples } from '../examples';
import { expandingMean } from '../expandingMean';
import type { LogVarianceFit } from '../logVarianceHead';
import { pooledWeights } from '../panel/pooledWeights';
import { LAMBDA } from './intradayHar';
import { levelledFit } from './levelledFit';

/** One series of an intraday panel. */
export type IntradayMember = {
  readonly examples: Examples;
  /** When (epoch ms) the outcome of each row had ended. */
  readonly endedAt: Float64Array;
};

/**
 * `intradayHar` learned over all series of a panel: each has its own level, all have the same weights.
 *
 * Shape   `times` (epoch ms) rising, at which weights are learned; one learner a member, in their order; `through` of each
 *         must not fall.
 * Edge    the weights are those of the last time before the end of the last row learned from: nothing that ended after it
 *         is in them.
 */
export function intradayPooled(
  members: readonly IntradayMember[],
  times: readonly number[],
): readonly ((through: number) => LogVarianceFit)[] {
  const learned = pooledWeights(members, times, LAMBDA);
  const weightsAt = (time: number) => learned[times.findLastIndex((each) => each <= time)];
  return members.map(({ examples, endedAt }) => {
    const { columns, firstRow, logVariance } = examples;
    const means = columns.map((column) => expandingMean(column, firstRow));
    const mean = expandingMean(logVariance, firstRow);
    const levelled = levelledFit(examples, LAMBDA);
    return (through) => {
      const pooled = weightsAt(endedAt[through]!);
      const linear = {
        centres: means.map((each) => each(through)),
        scales: pooled ? [...pooled.scales] : columns.map(() => 1),
        heads: [{ intercept: mean(through), weights: pooled ? [...pooled.weights] : columns.map(() => 0) }],
      };
      return levelled(linear, through);
    };
  });
}

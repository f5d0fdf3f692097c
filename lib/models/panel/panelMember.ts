import type { FeatureMatrix, FeatureName } from '../../features/featureMatrix';
import { type Examples, examplesOf } from '../examples';

/** One series of a panel: what is learned from it, beside the others. */
export type PanelMember = {
  readonly symbol: string;
  readonly examples: Examples;
  /** Close (epoch ms) of each bar. */
  readonly closedAt: Float64Array;
  /** When (epoch ms) the outcome of each row had ended. */
  readonly endedAt: Float64Array;
};

/** What a model of a panel reads of a series itself: HAR with leverage, a longer memory, and volume. */
export const OWN_FEATURES: readonly FeatureName[] = [
  'logVariance1',
  'logVariance5',
  'logVariance22',
  'logVariance66',
  'fall1',
  'fall5',
  'fall22',
  'relativeVolume20',
  'volumeTrend5over66',
];

/** What it reads of the market: the mean over all series of the panel that have a bar at the same close. */
const OF_THE_MARKET = 7;

/** Names of what a model of a panel reads, in order. */
const PANEL_FEATURES: readonly string[] = [
  ...OWN_FEATURES,
  ...OWN_FEATURES.slice(0, OF_THE_MARKET).map((name) => `market ${name}`),
];

type Series = {
  readonly symbol: string;
  /** Close (epoch ms) of each bar. */
  readonly closedAt: Float64Array;
  /** Of `OWN_FEATURES`. */
  readonly matrix: FeatureMatrix;
};

/**
 * Series with the features of their market beside their own.
 *
 * Edge    a series that has no other beside it at some close is its own market there; readings before a series' warm-up
 *         have no say.
 */
export function panelMembers(series: readonly Series[], horizonBars: number): readonly PanelMember[] {
  const markets = OWN_FEATURES.slice(0, OF_THE_MARKET).map((_, j) => meansByClose(series, j));
  return series.map(({ symbol, closedAt, matrix }) => {
    const market = markets.map((means, j) =>
      Float64Array.from(closedAt, (at, t) => means.get(at) ?? matrix.columns[j]![t]!),
    );
    const examples = examplesOf(matrix, horizonBars);
    const columns = [...examples.columns, ...market];
    const endedAt = closedAt.subarray(horizonBars);
    return { symbol, closedAt, endedAt, examples: { ...examples, features: PANEL_FEATURES, columns } };
  });
}

function meansByClose(series: readonly Series[], column: number): ReadonlyMap<number, number> {
  const sums = new Map<number, { sum: number; count: number }>();
  for (const { closedAt, matrix } of series) {
    const readings = matrix.columns[column]!;
    for (let t = matrix.firstRow; t < closedAt.length; t += 1) {
      const known = sums.get(closedAt[t]!) ?? { sum: 0, count: 0 };
      sums.set(closedAt[t]!, { sum: known.sum + readings[t]!, count: known.count + 1 });
    }
  }
  return new Map([...sums].map(([at, { sum, count }]) => [at, sum / count]));
}

import { SMALLEST_VARIANCE } from '../features/priceMoves';
import { expandingMean } from './expandingMean';
import type { FitOf } from './fit';
import type { Model } from './model';

/** The baseline of baselines: the price stays, and moves as much as it did on average so far. */
export const naive: Model<FitOf<'naive'>> = {
  kind: 'naive',
  features: [],
  fewestRows: 63,
  fit: ({ horizonReturn, horizonBars, firstRow }) => {
    const variance = expandingMean(
      horizonReturn.map((move) => move * move),
      firstRow,
    );
    return (through) => ({
      kind: 'naive',
      horizonBars,
      features: [],
      variance: Math.max(variance(through), SMALLEST_VARIANCE),
    });
  },
  apply: ({ variance }) => ({ variance }),
  explain: ({ variance }) => [{ name: 'constantVariance', contribution: Math.log(variance) }],
};

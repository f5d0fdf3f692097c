import type { CleanBars } from '../../market/bar';
import type { Backtest, Contestant } from './backtest';
import { LEVEL_SIGMAS, LEVELS } from './issued';

/** What one model told of each scored case; returns are natural logarithms. */
export type ToldByModel = {
  readonly model: Contestant;
  readonly sigma: Float64Array;
  readonly low90: Float64Array;
  readonly high90: Float64Array;
  /** `LEVELS` a case, as `ToldCases.levels`. */
  readonly touch: Float64Array;
};

/** What was told of the scored cases of a series before they happened, and what then happened. */
export type ToldCases = {
  /** Close (epoch ms) of the last bar used, and its price. */
  readonly asOf: Float64Array;
  readonly close: Float64Array;
  /** Log distances from the close of the levels of each case: of each multiple upwards, then downwards. */
  readonly levels: Float64Array;
  readonly touched: Uint8Array;
  /** 1 where touches are scored: of cases that have the frequency of earlier ones beside them. */
  readonly isTouchScored: Uint8Array;
  readonly horizonReturn: Float64Array;
  /** σ over the horizon as it came about, by ranges at the level of squared returns. */
  readonly realisedSigma: Float64Array;
  readonly models: readonly ToldByModel[];
};

/** The scored cases of a walk-forward as they can be written down; `bars` are those it was made of. */
export function toldCases(test: Backtest, { bars }: CleanBars): ToldCases {
  const { scoredFrom: from, asOf, happened, levels, outcomes } = test;
  const closes = new Map(bars.map(({ closedAt, close }) => [closedAt, close]));
  const distances = Array.from(happened.longSigma.subarray(from), (sigma) =>
    LEVEL_SIGMAS.flatMap((multiple) => [multiple * sigma, -multiple * sigma]),
  );
  return {
    asOf: asOf.slice(from),
    close: Float64Array.from(asOf.subarray(from), (at) => closes.get(at)!),
    levels: Float64Array.from(distances.flat()),
    touched: levels.touched.slice(from * LEVELS),
    isTouchScored: Uint8Array.from(distances, (_, place) =>
      Number.isNaN(levels.frequency[(from + place) * LEVELS]) ? 0 : 1,
    ),
    horizonReturn: outcomes.horizonReturn.slice(from),
    realisedSigma: outcomes.realisedVariance.slice(from).map(Math.sqrt),
    models: [...test.told].map(([model, { readings, issued }]) => ({
      model,
      sigma: readings.variance.slice(from).map(Math.sqrt),
      low90: issued.low90.slice(from),
      high90: issued.high90.slice(from),
      touch: issued.touch.slice(from * LEVELS),
    })),
  };
}

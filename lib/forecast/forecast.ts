import type { Interval } from '../market/interval';
import type { Contribution } from '../models/model';
import type { Confidence } from './confidence';

export type PriceInterval = { readonly coverage: 0.5 | 0.9; readonly low: number; readonly high: number };

export type TouchChance = {
  readonly level: number;
  /** That the level is touched before the horizon ends. */
  readonly probability: number;
  /** Distance of the level from the price, in σ of the move over the horizon. */
  readonly distanceSigma: number;
};

/** Which of two levels around the price is touched first before the horizon ends, if any; the chances sum to 1. */
export type BracketChance = {
  readonly low: number;
  readonly high: number;
  readonly lowFirst: number;
  readonly highFirst: number;
  readonly neither: number;
};

/** What a forecast says. */
export type ForecastFields = {
  readonly symbol: string;
  readonly interval: Interval;
  readonly horizonBars: number;
  /** Close of the last bar used, epoch ms. */
  readonly asOf: number;
  readonly currentPrice: number;
  /** The median. */
  readonly predictedPrice: number;
  readonly predictedChangePct: number;
  /** σ of the log return over the horizon, overnight included. */
  readonly volatilityPct: number;
  readonly intervals: readonly [PriceInterval, PriceInterval];
  readonly touch: readonly TouchChance[];
  /** Where it was asked for. */
  readonly bracket?: BracketChance;
  /** That the price ends higher; null unless the model has proved that it tells up from down. */
  readonly probabilityUp: number | null;
  readonly probabilityUpWithheld?: 'noSkill' | 'notEnoughData';
  readonly confidence: Confidence;
  /** Addends of the log of the variance over the horizon. */
  readonly explanation: readonly Contribution[];
  readonly warnings: readonly string[];
};

declare const made: unique symbol;

/** The distribution of the next move, as it stood at the close of one bar. Only `makeForecast` makes it. */
export type Forecast = ForecastFields & { readonly [made]: true };

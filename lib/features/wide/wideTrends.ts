import { adx } from '../indicators/adx';
import { atr } from '../indicators/atr';
import { bbands } from '../indicators/bbands';
import { cci } from '../indicators/cci';
import { highest } from '../indicators/highest';
import type { PriceBar } from '../indicators/indicator';
import { lowest } from '../indicators/lowest';
import { macd } from '../indicators/macd';
import { rsi } from '../indicators/rsi';
import { sma } from '../indicators/sma';
import { stoch } from '../indicators/stoch';
import { zscore } from '../indicators/zscore';
import { feature, type Move, type WideFeature } from './move';

/** The repaired bar in logarithms: distances in it are returns, whatever the price. */
const logBar = ({ logHigh, logLow, logClose }: Move): PriceBar => ({
  high: logHigh,
  low: logLow,
  close: logClose,
});

/** Wilder's relative strength, centred: −0.5…0.5. */
export const centredRsi = (n: number): WideFeature =>
  feature(rsi.warmUp({ n }) + 1, () => {
    const strength = rsi.stream({ n });
    return ({ close }, isNew) => strength.step(close, isNew) / 100 - 0.5;
  });

const MACD = { fast: 12, slow: 26, signal: 9 };

/** MACD of the log close, or how far it lies above its signal: returns between two averages. */
export const macdLine = (output: 'macd' | 'hist'): WideFeature =>
  feature(macd.warmUp(MACD) + 1, () => {
    const lines = macd.stream(MACD);
    return ({ logClose }, isNew) => lines.step(logClose, isNew)[output];
  });

/** Where the log close lies between its Bollinger bands, centred. */
export const bandPosition = (n: number): WideFeature =>
  feature(bbands.warmUp({ n, dev: 2 }) + 1, () => {
    const bands = bbands.stream({ n, dev: 2 });
    return ({ logClose }, isNew) => bands.step(logClose, isNew).pctb - 0.5;
  });

/** How far the Bollinger bands of the log close lie apart. */
export const bandWidth = (n: number): WideFeature =>
  feature(bbands.warmUp({ n, dev: 2 }) + 1, () => {
    const bands = bbands.stream({ n, dev: 2 });
    return ({ logClose }, isNew) => {
      const { upper, lower } = bands.step(logClose, isNew);
      return upper - lower;
    };
  });

/** Log of the average true range of the log prices, not below the root of the variance floor. */
export const logAtr = (n: number): WideFeature =>
  feature(atr.warmUp({ n }) + 1, () => {
    const range = atr.stream({ n });
    return (move, isNew) => {
      const reading = range.step(logBar(move), isNew);
      return Number.isNaN(reading) ? NaN : Math.log(Math.max(reading, Math.sqrt(move.varianceFloor)));
    };
  });

/** Strength of the trend, 0…1. */
export const trendStrength = (n: number): WideFeature =>
  feature(adx.warmUp({ n }) + 1, () => {
    const strength = adx.stream({ n });
    return (move, isNew) => strength.step(logBar(move), isNew) / 100;
  });

const STOCH = { fastK: 14, slowK: 3, slowD: 3 };

/** Where the close lies in the range of the last 14 bars, smoothed and centred. */
export const stochasticK: WideFeature = feature(stoch.warmUp(STOCH) + 1, () => {
  const lines = stoch.stream(STOCH);
  return (move, isNew) => lines.step(logBar(move), isNew).k / 100 - 0.5;
});

/** Commodity channel index of the log prices, in mean deviations. */
export const channelIndex = (n: number): WideFeature =>
  feature(cci.warmUp({ n }) + 1, () => {
    const channel = cci.stream({ n });
    return (move, isNew) => channel.step(logBar(move), isNew) / 100;
  });

/** Standard deviations of the log close from its mean. */
export const priceZscore = (n: number): WideFeature =>
  feature(zscore.warmUp({ n }) + 1, () => {
    const score = zscore.stream({ n });
    return ({ logClose }, isNew) => score.step(logClose, isNew);
  });

/** Log of the close over its mean. */
export const distanceToMean = (n: number): WideFeature =>
  feature(sma.warmUp({ n }) + 1, () => {
    const mean = sma.stream({ n });
    return ({ close, logClose }, isNew) => logClose - Math.log(mean.step(close, isNew));
  });

/** Log of the close over the highest high: 0 at the top, negative below. */
export const distanceToHigh = (n: number): WideFeature =>
  feature(highest.warmUp({ n }) + 1, () => {
    const top = highest.stream({ n });
    return ({ logClose, logHigh }, isNew) => logClose - top.step(logHigh, isNew);
  });

/** Log of the close over the lowest low: 0 at the bottom, positive above. */
export const distanceToLow = (n: number): WideFeature =>
  feature(lowest.warmUp({ n }) + 1, () => {
    const bottom = lowest.stream({ n });
    return ({ logClose, logLow }, isNew) => logClose - bottom.step(logLow, isNew);
  });

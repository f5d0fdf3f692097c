import type { Feature } from './feature';
import { rsiReadings } from './indicators/rsi';
import { rollingMax, rollingMin } from './rollingExtreme';
import { rollingMean } from './rollingMean';

/** Log of the close over its mean of the last `bars` bars. */
export function distanceToMean(bars: number): Feature {
  return {
    warmUp: bars,
    column: ({ close }) => {
      const mean = rollingMean(close, bars);
      return close.map((price, t) => Math.log(price / mean[t]!));
    },
  };
}

/** Log of the close over the highest high of the last `bars` bars: 0 at the top, negative below. */
export function distanceToHigh(bars: number): Feature {
  return {
    warmUp: bars,
    column: ({ close, high }) => {
      const highest = rollingMax(high, bars);
      return close.map((price, t) => Math.log(price / highest[t]!));
    },
  };
}

/** Log of the close over the lowest low of the last `bars` bars: 0 at the bottom, positive above. */
export function distanceToLow(bars: number): Feature {
  return {
    warmUp: bars,
    column: ({ close, low }) => {
      const lowest = rollingMin(low, bars);
      return close.map((price, t) => Math.log(price / lowest[t]!));
    },
  };
}

/** Wilder's relative strength index, centred: −0.5 … 0.5. */
export function centredRsi(period: number): Feature {
  return {
    warmUp: period + 1,
    column: ({ close }) => rsiReadings(close, period).map((reading) => reading / 100 - 0.5),
  };
}

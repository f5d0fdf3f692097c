import { columnOf } from './columnOf';
import type { Feature } from './feature';
import { rsi } from './indicators/rsi';
import { rollingMax, rollingMin } from './rollingExtreme';
import { rollingMean } from './rollingMean';

/** Log of the close over its mean of the last `bars` bars. */
export function distanceToMean(bars: number): Feature {
  return {
    warmUp: bars,
    column: ({ count, close, logClose }) => {
      const mean = rollingMean(close, bars);
      return columnOf(count, (t) => logClose[t]! - Math.log(mean[t]!));
    },
  };
}

/** Log of the close over the highest high of the last `bars` bars: 0 at the top, negative below. */
export function distanceToHigh(bars: number): Feature {
  return {
    warmUp: bars,
    column: ({ count, logClose, logHigh }) => {
      const highest = rollingMax(logHigh, bars);
      return columnOf(count, (t) => logClose[t]! - highest[t]!);
    },
  };
}

/** Log of the close over the lowest low of the last `bars` bars: 0 at the bottom, positive above. */
export function distanceToLow(bars: number): Feature {
  return {
    warmUp: bars,
    column: ({ count, logClose, logLow }) => {
      const lowest = rollingMin(logLow, bars);
      return columnOf(count, (t) => logClose[t]! - lowest[t]!);
    },
  };
}

/** Wilder's relative strength index, centred: −0.5 … 0.5. */
export function centredRsi(period: number): Feature {
  return {
    warmUp: period + 1,
    column: ({ count, close }) => {
      const readings = rsi.columns(close, { n: period });
      return columnOf(count, (t) => (t < period ? 0 : readings[t]! / 100 - 0.5));
    },
  };
}

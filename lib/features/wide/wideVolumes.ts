import { mfi } from '../indicators/mfi';
import { SmaStream } from '../indicators/sma';
import { feature, type WideFeature } from './move';

const LEAST_SHARE = 0.01;

/** Log of a share; less than a hundredth counts as a hundredth, and nothing of nothing as all of it. */
const logShare = (part: number, whole: number): number =>
  whole === 0 ? 0 : Math.log(Math.max(part / whole, LEAST_SHARE));

/** Log of the volume over its mean; 0 for a series without volume. */
export const relativeVolume = (n: number): WideFeature =>
  feature(n, () => {
    const mean = new SmaStream(n);
    return ({ volume }, isNew) => logShare(volume, mean.step(volume, isNew));
  });

/** Log of the mean volume of the last n bars over that of the last `longer`. */
export const volumeTrend = (n: number, longer: number): WideFeature =>
  feature(longer, () => {
    const [lately, usual] = [new SmaStream(n), new SmaStream(longer)];
    return ({ volume }, isNew) => logShare(lately.step(volume, isNew), usual.step(volume, isNew));
  });

/** How much of the money was traded at rising prices, centred; −0.5 where nothing was traded. */
export const moneyFlow = (n: number): WideFeature =>
  feature(mfi.warmUp({ n }) + 1, () => {
    const flow = mfi.stream({ n });
    return ({ logHigh, logLow, close, volume }, isNew) => {
      const bar = { high: Math.exp(logHigh), low: Math.exp(logLow), close, volume };
      return flow.step(bar, isNew) / 100 - 0.5;
    };
  });

import type { Backtest, Contestant } from './backtest';
import { issued } from './issued';

/**
 * The same walk-forward, with what one model would have told around its drift instead of around the price; undefined of one
 * that tells up from down in no way.
 */
export function aroundDrift(test: Backtest, name: Contestant): Backtest | undefined {
  const { readings } = test.told.get(name)!;
  const { variance, drift, up } = readings;
  if (drift === undefined && up === undefined) return undefined;
  const said = { sigma: variance.map(Math.sqrt), ...(drift && { median: drift }), ...(up && { up }) };
  return {
    ...test,
    told: new Map([...test.told, [name, { readings, issued: issued(said, test.happened) }]]),
  };
}

import type { Interval } from '../market/interval';
import { tenantOf } from '../market/series';
import { spanBars } from '../market/span';
import type { ModelSlot } from '../ports/ModelRegistry';
import { Problem } from '../problems';

/** Owner of models trained on bars that every tenant may see. */
export const SHARED_OWNER = 'shared';

/** Who owns the models of a series: the tenant whose bars it holds, else all together. */
export const ownerOf = (series: string): string => tenantOf(series) ?? SHARED_OWNER;

/**
 * The slot of a model: every spelling of one horizon (`1d`, `1bars`) means the same one.
 *
 * Throws  INPUT_INVALID naming the horizon when it is malformed or shorter than one bar.
 */
export function modelSlot(series: string, interval: Interval, horizon: string): ModelSlot {
  const horizonBars = spanBars(horizon, interval);
  if (horizonBars === undefined) {
    const message = `"${horizon}" is not a horizon on ${interval} bars. Use a span such as "1d", "5d" or "3bars".`;
    throw new Problem('INPUT_INVALID', message, { details: [{ path: 'horizon', message }] });
  }
  return { owner: ownerOf(series), series, interval, horizonBars };
}

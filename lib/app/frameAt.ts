import type { CleanBars, Slot } from '../market/bar';
import { cleanBars } from '../market/cleanBars';
import { slotsEndingAt } from '../market/slots';
import type { Frame } from '../rules/frame';
import { HISTORY_BARS } from './barHistory';
import type { ModelsByHorizon } from './forecasts';
import { forecastAt } from './forecasts';

export type KnownAt = { readonly frame: Frame; readonly bars: CleanBars };

/**
 * What was known at the close of a slot: later bars are cut off before anything looks at the rest.
 *
 * Shape  the newest HISTORY_BARS slots up to `slot`, and the bars in them.
 */
export function frameAt(bars: CleanBars, slot: Slot, models: ModelsByHorizon): KnownAt {
  const end = bars.bars.findIndex((bar) => bar.closedAt > slot.closedAt);
  const upTo = bars.bars.slice(0, end === -1 ? undefined : end).slice(-HISTORY_BARS);
  const known = cleanBars({ ...bars, bars: upTo, knownAt: slot.closedAt }).clean;
  const { symbol, interval } = bars;
  const slots = slotsEndingAt({ interval, upTo: slot.closedAt, count: HISTORY_BARS, bars: known });
  return { frame: { symbol, interval, slots, forecast: forecastAt(models, slots, known) }, bars: known };
}

import type { CleanBars, Slot } from '../market/bar';
import { cleanBars } from '../market/cleanBars';
import { slotsEndingAt } from '../market/slots';
import type { Frame } from '../rules/frame';
import type { ModelsByHorizon } from './forecasts';
import { forecastAt } from './forecasts';

/** With what, and how far back, a bar is looked at. */
export type Reach = { readonly models: ModelsByHorizon; readonly count: number };

export type KnownAt = { readonly frame: Frame; readonly bars: CleanBars };

/**
 * What was known at the close of a slot: later bars are cut off before anything looks at the rest.
 *
 * Shape  the newest `count` slots up to `slot`, and the bars in them.
 */
export function frameAt(bars: CleanBars, slot: Slot, reach: Reach): KnownAt {
  const { models, count } = reach;
  const end = bars.bars.findIndex((bar) => bar.closedAt > slot.closedAt);
  const upTo = bars.bars.slice(0, end === -1 ? undefined : end).slice(-count);
  const isWhole = upTo.length === bars.bars.length;
  const known = isWhole ? bars : cleanBars({ ...bars, bars: upTo, knownAt: slot.closedAt }).clean;
  const { symbol, interval } = bars;
  const slots = slotsEndingAt({ interval, upTo: slot.closedAt, count: count, bars: known });
  return { frame: { symbol, interval, slots, forecast: forecastAt(models, slots, known) }, bars: known };
}

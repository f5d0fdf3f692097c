import type { CleanBars, Slot } from '../market/bar';
import { type CredibleBars, credibleUpTo } from '../market/credibleBars';
import { slotsEndingAt } from '../market/slots';
import type { Frame } from '../rules/frame';
import type { ModelsByHorizon } from './forecasts';
import { forecastAt } from './forecasts';

/** With what, and how far back, a bar is looked at. */
export type Reach = { readonly models: ModelsByHorizon; readonly count: number };

export type KnownAt = { readonly frame: Frame; readonly bars: CleanBars };

/**
 * What was known at an instant (epoch ms), the close of a slot: later bars are cut off before anything looks at the rest.
 *
 * Shape  the newest `count` slots up to it, and the bars in them.
 */
export function frameAt(bars: CredibleBars, { closedAt }: Pick<Slot, 'closedAt'>, reach: Reach): KnownAt {
  const { models, count } = reach;
  const known = credibleUpTo(bars, { closedAt, count });
  const slots = slotsEndingAt({ interval: bars.interval, upTo: closedAt, count, bars: known });
  const frame = frameOf({ bars: known, slots }, models);
  return { frame: { ...frame, ...settledFrame(frame, known) }, bars: known };
}

/** The frame once the bar after the current one has settled what is doubted of that: as it is unless it was confirmed. */
function settledFrame(frame: Frame, { bars, prints }: CredibleBars): { readonly settled?: Frame } {
  const [slot, bar] = [frame.slots.at(-1), bars.at(-1)];
  const doubts = slot?.doubted && prints.get(slot.startAt);
  if (!doubts || bar === undefined || doubts.settledAt === undefined) return {};
  if (!doubts.isConfirmed) return { settled: frame };
  const { doubted: _, ...place } = slot;
  return {
    settled: { ...frame, slots: [...frame.slots.slice(0, -1), { ...place, bar }], windows: new Map() },
  };
}

/** What is known at the last of these slots, whose bars they are. */
export function frameOf(
  { bars, slots }: { readonly bars: CleanBars; readonly slots: readonly Slot[] },
  models: ModelsByHorizon,
): Frame {
  const { symbol, interval } = bars;
  return { symbol, interval, slots, forecast: forecastAt(models, slots, bars), windows: new Map() };
}

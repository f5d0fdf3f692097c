import type { AlertForecast } from '../alerts/alertRecord';
import type { Bar, CleanBars, Slot } from '../market/bar';
import { type CredibleBars, credibleBars, onScaleOf, withheldSince } from '../market/credibleBars';
import { rebasedBars } from '../market/rebasedBars';
import { type KnownSplit, priceFactor, type Split } from '../market/split';
import type { Instance } from '../ports/InstanceStore';
import { alertForecast, modelsFor } from './forecasts';
import { frameAt, type Reach } from './frameAt';
import { confirmedBy, openOf, sinceSplit, sinceWritten, suspectedBy } from './judgeableBars';
import type { JudgedBar } from './judgeSlot';

/** What the bars of a series are judged on. */
export type JudgedBars = {
  /** The newest bar, where it waits to be confirmed by the next. */
  readonly pending: Bar | undefined;
  /** The newest bar that is judged on, where its open and wicks wait to be settled by the next. */
  readonly unsettled: Bar | undefined;
  /** What a rule is judged on, on one bar: those that are told the same share it. */
  readonly barFor: (slot: Slot) => (instance: Instance) => JudgedBar;
};

/**
 * Bars as they were traded, and what is known of their splits → what each rule is judged on: prices on the scale of the
 * bar itself, whatever came later.
 *
 * Edge    from a split on that is only suspected nothing is known to a rule that was armed before; one that was armed
 *         since is judged on the bars since.
 */
export function judgedBars(known: CleanBars, splits: readonly KnownSplit[], reach: Reach): JudgedBars {
  const views = new Map<string, CredibleBars>();
  const viewOf = (name: string, make: () => CredibleBars): CredibleBars => {
    const view = views.get(name) ?? make();
    views.set(name, view);
    return view;
  };
  const newest = known.bars.at(-1)?.closedAt ?? 0;
  const suspected = suspectedBy(splits, newest);
  const confirmed = confirmedBy(splits, newest);
  // The bar before a split is believed, or not, because of the one after it: both have to be on one scale for that.
  const believed = credibleBars(rebasedBars(known, confirmed));
  const scaled = (upToHere: readonly Split[]) =>
    viewOf(`${upToHere.length}`, () => {
      const factor = 1 / priceFactor(confirmed.slice(upToHere.length));
      return factor === 1 ? believed : onScaleOf(believed, rebasedBars(known, upToHere), factor);
    });
  const sinceAt = (confirmed: readonly Split[], split: KnownSplit) =>
    viewOf(`${confirmed.length} since ${split.at}`, () =>
      credibleBars(sinceSplit(rebasedBars(known, confirmed), split)),
    );
  // One that is held may be the first of another split: it is held for everybody.
  const since = suspected && sinceAt(confirmed, suspected);
  const pending = believed.pending ?? since?.pending;
  return {
    pending,
    unsettled: [believed, since].map(unsettledIn).find((bar) => bar !== undefined),
    barFor: (slot) => {
      const upToHere = confirmedBy(splits, slot.startAt);
      const suspect = suspectedBy(splits, slot.closedAt);
      const of = (bars: CredibleBars) => once(() => judgedBar(slot, bars, reach, upToHere));
      const all = of(scaled(upToHere));
      if (suspect === undefined) return all;
      const before = of(withheldSince(scaled(upToHere), suspect.at));
      const since = of(sinceAt(upToHere, suspect));
      return (instance) => (instance.state.armedAt < openOf(suspect.at) ? before() : since());
    },
  };
}

function unsettledIn(credible: CredibleBars | undefined): Bar | undefined {
  const last = credible?.bars.at(-1);
  return last && credible?.prints.has(last.startAt) ? last : undefined;
}

function once<Made>(make: () => Made): () => Made {
  let made: { readonly it: Made } | undefined;
  return () => (made ??= { it: make() }).it;
}

function judgedBar(slot: Slot, bars: CredibleBars, reach: Reach, confirmed: readonly Split[]): JudgedBar {
  const known = frameAt(bars, slot, reach);
  const made = new Map<number, AlertForecast | null>();
  const forecastOf = (horizonBars: number): AlertForecast | null => {
    if (!made.has(horizonBars))
      made.set(horizonBars, alertForecast(modelsFor(reach.models, horizonBars, known.bars), known.bars));
    return made.get(horizonBars) ?? null;
  };
  return {
    frame: known.frame,
    slot,
    source: bars.source,
    priceFactor: (instance) => priceFactor(sinceWritten(confirmed, instance)),
    forecast: (horizonsBars) => horizonsBars.map(forecastOf).find((one) => one !== null) ?? null,
  };
}

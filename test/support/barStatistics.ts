import { mean, sampleCorrelation } from 'simple-statistics';
import type { RawBar } from '../../lib/market/bar';
import { barSession } from '../../lib/market/barSession';

/** What is known of 5-minute bars of shares; medians of real ones stand beside the simulator's tests. */
export type BarStatistics = {
  /** Autocorrelation of the size of returns, freed of the time of day, at lags in bars. */
  readonly sizes: { readonly at1: number; readonly at12: number; readonly at78: number };
  /** Autocorrelation of returns at one bar. */
  readonly returns: number;
  /** Autocorrelation of the logarithm of a session's realised volatility, at one session. */
  readonly realised: number;
  /** The same at five sessions. */
  readonly realisedAfterAWeek: number;
  /** Standard deviation of that logarithm. */
  readonly realisedSpread: number;
  /** Excess kurtosis of returns, freed of the time of day. */
  readonly kurtosis: number;
  /** Excess kurtosis of the nights' returns. */
  readonly nightKurtosis: number;
  /** Correlation of a day's return with the next day's realised volatility. */
  readonly leverage: number;
  /** Correlation of volume and the size of the return, both freed of the time of day. */
  readonly volumeWithSize: number;
  /** How much of the variance of a day is the night's. */
  readonly overnightShare: number;
  /** Mean range of a bar in units of the mean size of its return. */
  readonly rangePerSize: number;
};

const FULL = 78;

type Day = { readonly bars: readonly RawBar[]; readonly returns: readonly number[]; readonly night: number };

const autocorrelation = (values: readonly number[], lag: number): number =>
  sampleCorrelation(values.slice(0, -lag), values.slice(lag));

/** The days of a series that have all bars of a full session. */
function fullDays(bars: readonly RawBar[]): readonly Day[] {
  const byDay = new Map<string, RawBar[]>();
  for (const bar of bars) {
    const date = barSession('5min', bar.startAt)?.date ?? 'none';
    byDay.set(date, [...(byDay.get(date) ?? []), bar]);
  }
  const days: Day[] = [];
  let before: number | undefined;
  for (const ofDay of byDay.values()) {
    const night = before === undefined ? 0 : Math.log(ofDay[0]!.open / before);
    before = ofDay.at(-1)!.close;
    const returns = ofDay.map(({ open, close }, place) =>
      Math.log(close / (ofDay[place - 1]?.close ?? open)),
    );
    if (ofDay.length === FULL) days.push({ bars: ofDay, returns, night });
  }
  return days;
}

const square = (value: number): number => value * value;

const kurtosisOf = (values: readonly number[]): number =>
  mean(values.map((value) => value ** 4)) / square(mean(values.map(square))) - 3;

/** Divides each by the root mean square of its time of day. */
function freed(rows: readonly (readonly number[])[]): number[] {
  const scales = Array.from({ length: FULL }, (_, bar) =>
    Math.sqrt(mean(rows.map((row) => square(row[bar]!)))),
  );
  return rows.flatMap((row) => row.map((value, bar) => value / (scales[bar]! || 1)));
}

/** Measures 5-minute bars, oldest first; short sessions are left out. */
export function barStatistics(bars: readonly RawBar[]): BarStatistics {
  const days = fullDays(bars);
  const returns = days.map((day) => day.returns);
  const shocks = freed(returns);
  const sizes = shocks.map(Math.abs);
  const variances = returns.map((row) => row.reduce((sum, value) => sum + square(value), 0));
  const realised = variances.map((variance) => Math.log(variance) / 2);
  const ofDay = days.map(({ returns: row, night }) => night + row.reduce((sum, value) => sum + value, 0));
  const volumes = freed(days.map((day) => day.bars.map(({ volume }) => Math.sqrt(Math.max(volume, 1)))));
  const nights = mean(days.map(({ night }) => square(night)));
  const flat = returns.flat();
  return {
    sizes: {
      at1: autocorrelation(sizes, 1),
      at12: autocorrelation(sizes, 12),
      at78: autocorrelation(sizes, 78),
    },
    returns: autocorrelation(flat, 1),
    realised: autocorrelation(realised, 1),
    realisedAfterAWeek: autocorrelation(realised, 5),
    realisedSpread: Math.sqrt(mean(realised.map((value) => square(value - mean(realised))))),
    kurtosis: kurtosisOf(shocks),
    nightKurtosis: kurtosisOf(days.map(({ night }) => night)),
    leverage: sampleCorrelation(ofDay.slice(0, -1), realised.slice(1)),
    volumeWithSize: sampleCorrelation(volumes, sizes),
    overnightShare: nights / (nights + mean(variances)),
    rangePerSize:
      mean(days.flatMap((day) => day.bars.map(({ high, low }) => Math.log(high / low)))) /
      mean(flat.map(Math.abs)),
  };
}

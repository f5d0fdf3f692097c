import { SIMULATION } from '../../market/simulated';

/*
 * How 5-minute bars of US shares behave, as medians of 22 of them over 203 sessions of 2025 and 2026: fitted curves
 * and moments, no bars.
 */

const { barsPerSession: FULL_SESSION_BARS } = SIMULATION;

/** A curve over the bars of a session, high at the open and again at the close. */
type Curve = {
  readonly floor: number;
  readonly open: number;
  /** In bars. */
  readonly openDecay: number;
  readonly close: number;
  readonly closeDecay: number;
};

const VOLATILITY: Curve = { floor: 0.712, open: 2.015, openDecay: 6.415, close: 0.383, closeDecay: 1.377 };
const VOLUME: Curve = { floor: 0.706, open: 3.031, openDecay: 4.56, close: 4.674, closeDecay: 0.92 };

const valueAt = (curve: Curve, bar: number, bars: number): number =>
  curve.floor +
  curve.open * Math.exp(-bar / curve.openDecay) +
  curve.close * Math.exp(-(bars - 1 - bar) / curve.closeDecay);

const across = (curve: Curve, bars: number): number[] =>
  Array.from({ length: bars }, (_, bar) => valueAt(curve, bar, bars));

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** What a session's bars are multiplied by; a short one has the same bars after the open and before the close. */
export type SessionShape = {
  /** Of the standard deviation of returns: mean square 1 in a full session. */
  readonly volatility: readonly number[];
  /** Of the volume: mean 1 in a full session. */
  readonly volume: readonly number[];
};

const VOLATILITY_SCALE = Math.sqrt(mean(across(VOLATILITY, FULL_SESSION_BARS).map((value) => value ** 2)));
const VOLUME_SCALE = mean(across(VOLUME, FULL_SESSION_BARS));

const shapes = new Map<number, SessionShape>();

/** The shape of a session of so many bars. */
export function sessionShape(bars: number): SessionShape {
  const known = shapes.get(bars);
  if (known) return known;
  const shape = {
    volatility: across(VOLATILITY, bars).map((value) => value / VOLATILITY_SCALE),
    volume: across(VOLUME, bars).map((value) => value / VOLUME_SCALE),
  };
  shapes.set(bars, shape);
  return shape;
}

/** An autoregressive process of first order: what remains after one step, and its standard deviation in the long run. */
export type Autoregressive = { readonly stays: number; readonly sd: number };

/** Parts of the logarithm of volatility. */
export const SLOW: Autoregressive = { stays: 0.98, sd: 0.19 };
export const DAILY: Autoregressive = { stays: 2 ** (-1 / FULL_SESSION_BARS), sd: 0.245 };
export const FAST: Autoregressive = { stays: 0.9, sd: 0.283 };

/** What a return of one daily standard deviation adds to the daily part: volatility rises when prices fall. */
export const LEVERAGE = -0.06;

/** Results come out overnight once a quarter, and stir up the day that follows. */
export const EARNINGS = { everySessions: 63, overnightFactor: 3.6, dailyBump: 0.5 };

/** Degrees of freedom of the shocks. */
export const BAR_SHOCKS = 15;
export const OVERNIGHT_SHOCKS = 4.5;

/** How much of the variance of a whole day is the night's. */
export const OVERNIGHT_SHARE = 0.366;

/** How much of the variance of a shock is the market's, which all shares have in common. */
export const MARKET_SHARE = { bar: 0.255, overnight: 0.285 };

/** Of the logarithm of volume: how it goes with volatility and with the size of the shock, and its own noise. */
export const VOLUMES = {
  withSlowAndDaily: 0.85,
  withFast: 0.55,
  withShock: 0.14,
  usualShock: 0.8,
  ofBar: { stays: 0.6, sd: 0.3 } as Autoregressive,
  ofDay: { stays: 0.55, sd: 0.2 } as Autoregressive,
};

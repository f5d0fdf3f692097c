import type { FeatureName } from '../features/featureMatrix';
import type { Examples } from './examples';
import type { Fit, ModelKind } from './fit';

/** What a model says at one row, about the horizon that begins there. */
export type Reading = {
  /** Of the log return over the horizon. */
  readonly variance: number;
  /** Log of the mean range variance per bar, where the model forecasts that. */
  readonly logVariance?: number;
  /** Expected log return over the horizon. */
  readonly drift?: number;
  /** How likely the price ends higher, of models that tell that by itself; others tell it by their drift. */
  readonly up?: number;
};

/** One addend of the log of `variance`. */
export type Contribution = { readonly name: string; readonly contribution: number };

/**
 * The one contract: learn from examples, then read single rows.
 *
 * `fit(examples)` answers a function that learns from the rows up to `through` and may be called again
 * with later ones; what it has summed up already is not summed again.
 */
export type Model<F extends Fit = Fit> = {
  readonly kind: ModelKind;
  /** Columns a row must have, in this order. */
  readonly features: readonly FeatureName[];
  /** Rows without which it does not begin to learn. */
  readonly fewestRows: number;
  /** Rows it reads at once, row after row, the newest last; 1 where that is left out. */
  readonly windowRows?: number;
  /** Blocks of a walk-forward that one fit serves, of models that learn slowly; 1 where that is left out. */
  readonly blocksPerFit?: number;
  readonly fit: (examples: Examples) => (through: number) => F;
  readonly apply: (fit: F, row: Float64Array) => Reading;
  /** Addends that sum exactly to the log of the variance `apply` reads. */
  readonly explain: (fit: F, row: Float64Array) => readonly Contribution[];
};

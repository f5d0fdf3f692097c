/** An affine map per target: intercept + Σ weight · (feature − centre) / scale. */
export type LinearFit = {
  readonly centres: readonly number[];
  readonly scales: readonly number[];
  readonly heads: readonly { readonly intercept: number; readonly weights: readonly number[] }[];
};

/** Columns to be explained by columns, from `firstRow` on. */
export type Regression = {
  readonly columns: readonly Float64Array[];
  readonly targets: readonly Float64Array[];
  readonly firstRow: number;
};

import * as z from 'zod';
import { FEATURE_NAMES } from '../features/featureMatrix';
import { boostedSchema } from './boosted/boostedFit';
import { lstmSchema } from './lstm/lstmFit';

/** The models by name, cheapest first. */
export const MODEL_KINDS = [
  'naive', 'ewma', 'har', 'ridge', 'linear', 'logistic', 'garch', 'boosted', 'lstm',
] as const; // prettier-ignore

/** Those of which `auto` takes one: the others learn for seconds or minutes, and say no more. */
export const AUTO_KINDS = ['naive', 'ewma', 'har', 'ridge', 'linear'] as const satisfies readonly ModelKind[];

export type ModelKind = (typeof MODEL_KINDS)[number];

const every = {
  horizonBars: z.int().min(1),
  /** Columns of a row, in this order. */
  features: z.array(z.enum(FEATURE_NAMES)),
};

/** Constant variance over the horizon. */
export const naiveFit = { kind: z.literal('naive'), ...every, variance: z.number().positive() };

/** RiskMetrics; `floor` is the least variance of one bar it will speak of. */
export const ewmaFit = { kind: z.literal('ewma'), ...every, floor: z.number().positive() };

/** Beyond any fit: what is multiplied by them stays finite. */
const weights = z.array(z.number().min(-1e9).max(1e9));

/** A logarithm of a variance, or a move in logarithms: e⁵⁰ is beyond every market. */
const logarithm = z.number().min(-50).max(50);

const level = {
  /** Added to the log variance: log of horizon bars × smearing, so that squared returns are met on average. */
  logScale: z.number().min(-20).max(20),
  /** No log variance outside these is spoken of. */
  lowest: logarithm,
  highest: logarithm,
};

const logVarianceFit = {
  ...every,
  /** Penalty on the squared weights of standardised features; 0 for `linear`. */
  lambda: z.number().min(0),
  centres: weights,
  scales: z.array(z.number().positive()),
  /** Log of the mean variance of one bar of the horizon. */
  volatility: z.strictObject({
    intercept: logarithm,
    weights,
    ...level,
  }),
};

const leastSquaresFit = {
  ...logVarianceFit,
  /** Log return over the horizon. */
  drift: z.strictObject({ intercept: logarithm, weights }),
};

export const harFit = { kind: z.literal('har'), ...logVarianceFit };

export const ridgeFit = { kind: z.literal('ridge'), ...leastSquaresFit };

export const linearFit = { kind: z.literal('linear'), ...leastSquaresFit };

export const logisticFit = {
  kind: z.literal('logistic'),
  ...logVarianceFit,
  /** Log odds that the price ends higher. */
  direction: z.strictObject({
    centres: weights,
    scales: z.array(z.number().positive()),
    intercept: logarithm,
    weights,
  }),
};

const share = z.number().min(0).max(2);

/** GJR-GARCH(1,1) of one bar. */
export const garchFit = {
  kind: z.literal('garch'),
  ...every,
  mean: logarithm,
  omega: z.number().positive(),
  alpha: share,
  /** What a fall adds to `alpha`. */
  gamma: z.number().min(-2).max(2),
  beta: share,
};

export const boostedFit = {
  kind: z.literal('boosted'),
  ...every,
  trees: boostedSchema,
  volatility: z.strictObject(level),
};

export const lstmFit = {
  kind: z.literal('lstm'),
  ...every,
  network: lstmSchema,
  volatility: z.strictObject(level),
};

type Of<Shape extends z.ZodRawShape> = Readonly<z.infer<z.ZodObject<Shape>>>;

/** What a model has learned, as JSON. */
export type Fit =
  | Of<typeof naiveFit>
  | Of<typeof ewmaFit>
  | Of<typeof harFit>
  | Of<typeof ridgeFit>
  | Of<typeof linearFit>
  | Of<typeof logisticFit>
  | Of<typeof garchFit>
  | Of<typeof boostedFit>
  | Of<typeof lstmFit>;

export type FitOf<K extends ModelKind> = Extract<Fit, { readonly kind: K }>;

import * as z from 'zod';

const share = z.number().min(0).max(1);

/**
 * How a model did on bars it had not seen, beside its baselines; plain numbers, each finite.
 *
 * QLIKE is x/h − ln(x/h) − 1, with h the forecast variance and x the range variance that followed,
 * scaled by the past so that it is unbiased for squared returns; smaller is better.
 */
export const evaluationSchema = z.strictObject({
  /** Bars the series had. */
  bars: z.int(),
  /** Out-of-sample forecasts that were scored. */
  cases: z.int(),
  qlike: z.number(),
  qlikeEwma: z.number(),
  qlikeNaive: z.number(),
  /** How much smaller than `ewma`, in %. */
  qlikeGainPct: z.number(),
  /** One-sided: how likely at least this gain over `ewma` is by chance. */
  dieboldMarianoP: share,
  /** Against the expanding mean of the log target; of models that forecast it. */
  logVarianceR2: z.exactOptional(z.number()),
  /** Share of outcomes inside the 50 % and 90 % intervals. */
  coverage50: share,
  coverage90: share,
  /** Of the horizon return, against "the price stays"; 0 for models without a drift. */
  returnR2: z.number(),
  /** The same for the expanding mean return. */
  returnR2Baseline: z.number(),
  /** One-sided: how likely such a drift is by chance. */
  clarkWestP: share,
  /** Share of outcomes whose direction the drift had; of models with a drift. */
  directionAccuracy: z.exactOptional(share),
  alwaysUpAccuracy: share,
});

export type Evaluation = Readonly<z.infer<typeof evaluationSchema>>;

import * as z from 'zod';

const share = z.number().min(0).max(1);

/** A share of losses that is saved, with the 90 % interval of a block bootstrap, where there are cases enough for one. */
const estimate = z.strictObject({
  is: z.number(),
  low90: z.exactOptional(z.number()),
  high90: z.exactOptional(z.number()),
});

const touch = z.strictObject({
  /** Levels that were told of, four upwards and four downwards a case, once the baseline had 100 cases. */
  cases: z.int(),
  /** Brier score saved of the expanding frequency of such levels. */
  skill: z.exactOptional(estimate),
  /** Mean distance of the chances that were told from how often they came about. */
  calibrationError: z.exactOptional(share),
  /** The same in ten bins of chance, without those that are empty. */
  reliability: z.array(
    z.strictObject({ from: share, to: share, cases: z.int(), told: share, happened: share }),
  ),
});

const direction = z.strictObject({
  /** Cases of which no two overlap. */
  cases: z.int(),
  /** How often the likelier side came about, and how often the price rose. */
  accuracy: share,
  alwaysUpAccuracy: share,
  /** Brier score saved of the expanding base rate. */
  brierSkill: z.exactOptional(estimate),
  pesaranTimmermannP: z.exactOptional(share),
  /** Of the accuracy above that of always-up. */
  leadT: z.exactOptional(z.number()),
  /** Whether all of these speak for it: else `probabilityUp` is withheld. */
  isProven: z.boolean(),
});

/** What intervals and touch chances were worth, and how far to trust them. */
const told = {
  /** QLIKE saved of `ewma`, as a share with its interval. */
  qlikeGain: estimate,
  /** Share of outcomes inside the 50 % and 90 % intervals. */
  coverage50: share,
  coverage90: share,
  /** Of the 90 % intervals in calm, usual and stormy times: by thirds of the forecast σ. */
  coverage90ByTercile: z.array(z.strictObject({ cases: z.int(), coverage: z.exactOptional(share) })),
  /** Lowest of the 90 % intervals over any 250 consecutive cases; of 500 cases and more. */
  worstCoverage90: z.exactOptional(share),
  /** How much the chances of touching a level were worth. */
  touch,
  /** Of models that tell up from down. */
  direction: z.exactOptional(direction),
  confidence: z.enum(['none', 'low', 'medium', 'high']),
  /** By what rule, in words. */
  confidenceRule: z.string(),
};

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
  /** Of the horizon return, against "the price stays"; 0 for models without a drift. */
  returnR2: z.number(),
  /** The same for the expanding mean return. */
  returnR2Baseline: z.number(),
  /** One-sided: how likely such a drift is by chance. */
  clarkWestP: share,
  /** Share of outcomes whose direction the drift had; of models with a drift. */
  directionAccuracy: z.exactOptional(share),
  alwaysUpAccuracy: share,
  ...told,
});

export type Evaluation = Readonly<z.infer<typeof evaluationSchema>>;

export type ToldSkill = Pick<Evaluation, keyof typeof told>;

/** What σ and drift were worth. */
export type Losses = Omit<Evaluation, keyof typeof told>;

import { symbolOf } from '../market/series';
import { type FeatureMatrix, featureMatrix, windowOf } from '../features/featureMatrix';
import type { CleanBars } from '../market/bar';
import { MILLI, type ModelArtifact } from '../models/artifact';
import type { Contribution, Reading } from '../models/model';
import type { ModelKind } from '../models/fit';
import { modelNamed } from '../models/modelNamed';
import { Problem } from '../problems';
import { type Bracket, bracketChance } from './bracketChance';
import type { Forecast, ForecastFields, PriceInterval } from './forecast';
import { FEWEST_CASES as FEWEST_DIRECTIONS } from './directionRecord';
import { requireServable } from './requireServable';
import { touchChance } from './touchChance';
import { FEWEST_ERRORS, upChance } from './upChance';

export type ForecastOptions = {
  /** Prices whose chance of being touched is asked for. */
  readonly levels?: readonly number[];
  /** Two prices, one on each side, of which somebody asks which is touched first. */
  readonly bracket?: Bracket;
};

type Median = { readonly price: number; readonly drift: number; readonly sigma: number };

/** e⁵⁰ times the price, or its inverse, is a slip of the keyboard. */
const FARTHEST = 50;

const refusal = (path: string, message: string): Problem =>
  new Problem('INPUT_INVALID', message, { details: [{ path, message }] });

function requireLevel(level: number, price: number, path: string): void {
  if (level > 0 && Math.abs(Math.log(level / price)) <= FARTHEST) return;
  const message = `"${level}" is no level that a price of "${price}" could touch. Use a price above 0 within reach.`;
  throw refusal(path, message);
}

function requireBracket({ low, high }: Bracket, price: number): void {
  requireLevel(low, price, 'bracket.low');
  requireLevel(high, price, 'bracket.high');
  const wrong = low >= price ? (['low', low, 'below'] as const) : (['high', high, 'above'] as const);
  if (low < price && high > price) return;
  const [side, level, where] = wrong;
  const message = `"${level}" is not ${where} the price of "${price}". Give one level on each side of it.`;
  throw refusal(`bracket.${side}`, message);
}

function requireRow({ count, symbol }: FeatureMatrix, kind: ModelKind, firstRow: number): void {
  if (count > firstRow) return;
  throw new Problem(
    'BARS_INSUFFICIENT',
    `"${symbolOf(symbol)}" has ${count} bars; a forecast by "${kind}" needs ${firstRow + 1}. Wait for more history.`,
  );
}

function requirePresent({ trainedThrough, symbol }: ModelArtifact, asOf: number): void {
  if (asOf >= trainedThrough) return;
  const [seen, asked] = [trainedThrough, asOf].map((at) => new Date(at).toISOString());
  throw new Problem(
    'MODEL_INCOMPATIBLE',
    `The model of "${symbolOf(symbol)}" has seen bars up to "${seen}" and cannot speak of "${asked}". Use an earlier model.`,
  );
}

/** An artifact can pass every check and still overflow, to either side, on a row far from all it was trained on. */
function requireFinite({ symbol }: ModelArtifact, forecast: ForecastFields): void {
  const { predictedPrice, volatilityPct, intervals, touch, bracket, explanation, probabilityUp } = forecast;
  const figures = [
    predictedPrice,
    volatilityPct,
    ...intervals.flatMap(({ low, high }) => [low, high]),
    ...touch.flatMap(({ probability, distanceSigma }) => [probability, distanceSigma]),
    probabilityUp ?? 0,
    ...(bracket ? [bracket.lowFirst, bracket.highFirst, bracket.neither] : []),
    ...explanation.map(({ contribution }) => contribution),
  ];
  const prices = [predictedPrice, ...intervals.flatMap(({ low, high }) => [low, high])];
  if (figures.every(Number.isFinite) && prices.every((price) => price > 0)) return;
  throw new Problem(
    'MODEL_INCOMPATIBLE',
    `The model of "${symbolOf(symbol)}" gives a figure that is not finite, or no price. Train it again.`,
  );
}

function priceInterval(
  { price, drift, sigma }: Median,
  coverage: 0.5 | 0.9,
  { residuals }: ModelArtifact,
): PriceInterval {
  const [low, high] = coverage === 0.5 ? [residuals.q25, residuals.q75] : [residuals.q05, residuals.q95];
  return {
    coverage,
    low: price * Math.exp(drift + low * sigma),
    high: price * Math.exp(drift + high * sigma),
  };
}

function warningsOf(
  artifact: ModelArtifact,
  matrix: FeatureMatrix,
  explanation: readonly Contribution[],
): string[] {
  const { residuals, evaluation } = artifact;
  const { moves, count } = matrix;
  const isLearned = 'volatility' in artifact;
  const warnings: [boolean, string][] = [
    [
      residuals.source === 'normal',
      `Only ${residuals.cases} of ${FEWEST_ERRORS} cases were measured: the intervals assume a normal distribution.`,
    ],
    [
      moves.repaired.at(-1) === count - 1,
      'The newest bar has an open or a wick far from every other price; it was cut back.',
    ],
    [
      isLearned && evaluation.qlikeGainPct <= 0,
      'Out of sample this model forecast volatility no better than ewma.',
    ],
    [
      explanation.some(({ name }) => name === 'limit'),
      'The market is beyond what the model was trained on; its σ was limited.',
    ],
  ];
  return warnings.filter(([applies]) => applies).map(([, text]) => text);
}

/** How likely the price ends higher, where the model has proved that it can tell. */
function upwards(
  { driftErrors, evaluation: { direction } }: ModelArtifact,
  { drift, variance, up }: Reading,
): Pick<ForecastFields, 'probabilityUp' | 'probabilityUpWithheld'> {
  if (direction?.isProven === true && up !== undefined) return { probabilityUp: up };
  if (driftErrors === undefined || drift === undefined || direction?.isProven !== true) {
    const isShort = direction !== undefined && direction.cases < FEWEST_DIRECTIONS;
    return { probabilityUp: null, probabilityUpWithheld: isShort ? 'notEnoughData' : 'noSkill' };
  }
  const medianSigma = drift / Math.sqrt(variance);
  const above = driftErrors.filter((milli) => milli > -MILLI * medianSigma).length;
  return { probabilityUp: upChance(medianSigma, { cases: driftErrors.length, above }) };
}

/**
 * The distribution of the move over the horizon, as it stands at the close of the last bar.
 *
 * Shape   at least as many bars as the model's features need to warm up; of longer ones the
 *         oldest fade: beyond a year the forecast differs in the seventh digit.
 * Units   prices in quote currency, percentages of the current price, σ of the log return.
 * Edge    the median is the current price unless the drift was admitted in training.
 * Throws  BARS_INSUFFICIENT; MODEL_INCOMPATIBLE for another series or a bar older than the model's
 *         training; INPUT_INVALID for a level that is no price.
 */
export function makeForecast(
  artifact: ModelArtifact,
  bars: CleanBars,
  options: ForecastOptions = {},
): Forecast {
  const levels = options.levels ?? [];
  requireServable(artifact, bars);
  const model = modelNamed(artifact.kind);
  const { windowRows = 1 } = model;
  const matrix = featureMatrix(bars, artifact.features, artifact.horizonBars);
  requireRow(matrix, artifact.kind, matrix.firstRow + windowRows - 1);
  const last = bars.bars.at(-1)!;
  requirePresent(artifact, last.closedAt);
  levels.forEach((level, i) => requireLevel(level, last.close, `levels.${i}`));
  if (options.bracket) requireBracket(options.bracket, last.close);
  const row = windowOf(matrix.columns, matrix.count - 1, windowRows);
  const reading = model.apply(artifact, row);
  const drift = artifact.driftAdmitted ? (reading.drift ?? 0) : 0;
  const median: Median = { price: last.close, drift, sigma: Math.sqrt(reading.variance) };
  const explanation = model.explain(artifact, row);
  const forecast: ForecastFields = {
    symbol: bars.symbol,
    interval: bars.interval,
    horizonBars: artifact.horizonBars,
    asOf: last.closedAt,
    currentPrice: last.close,
    predictedPrice: last.close * Math.exp(drift),
    predictedChangePct: 100 * Math.expm1(drift),
    volatilityPct: 100 * median.sigma,
    intervals: [priceInterval(median, 0.5, artifact), priceInterval(median, 0.9, artifact)],
    touch: levels.map((level) => touchChance(level, median, artifact.excursions)),
    ...(options.bracket && { bracket: bracketChance(options.bracket, median, artifact.excursions) }),
    ...upwards(artifact, reading),
    confidence: artifact.evaluation.confidence,
    explanation,
    warnings: warningsOf(artifact, matrix, explanation),
  };
  requireFinite(artifact, forecast);
  return forecast as Forecast;
}

import { solveCholesky } from './cholesky';
import { type LearningRows, requireLearnable, unlearnable } from './learningRows';
import { dot } from './runningGram';
import { standardColumns } from './standardColumns';

/** The log odds as an affine map: intercept + Σ weight · (feature − centre) / scale. */
export type LogisticFit = {
  readonly centres: readonly number[];
  readonly scales: readonly number[];
  readonly intercept: number;
  readonly weights: readonly number[];
};

const MOST_STEPS = 100;
const MOST_HALVINGS = 40;
/** A fall of the loss that is as small a share of it is rounding: the step that promises it is the last. */
const TOLERANCE = 1e-13;
/** Log odds that without a penalty nothing but parted outcomes leads to. */
const CERTAIN = 20;

/** A place of the search; `weights` begin with the intercept. */
type Place = { readonly weights: Float64Array; readonly odds: Float64Array; readonly loss: number };

type Question = {
  /** The ones of the intercept, then the standardised columns. */
  readonly columns: readonly Float64Array[];
  readonly outcomes: Float64Array;
  readonly lambda: number;
};

const chanceAt = (odds: number): number => 1 / (1 + Math.exp(-odds));

function placeAt({ columns, outcomes, lambda }: Question, weights: Float64Array): Place {
  const odds = new Float64Array(outcomes.length);
  columns.forEach((column, j) => {
    const weight = weights[j]!;
    for (let i = 0; i < odds.length; i += 1) odds[i] = odds[i]! + weight * column[i]!;
  });
  const inside = weights.subarray(1);
  let loss = (lambda / 2) * dot(inside, inside, inside.length);
  for (let i = 0; i < odds.length; i += 1) {
    const odd = odds[i]!;
    loss += Math.max(odd, 0) - outcomes[i]! * odd + Math.log1p(Math.exp(-Math.abs(odd)));
  }
  return { weights, odds, loss };
}

type Step = { readonly added: Float64Array; readonly promise: number };

/** What Newton adds to the weights, the curvature's inverse times the slope downhill, and twice the fall it promises. */
function newtonStep({ columns, outcomes, lambda }: Question, { weights, odds }: Place): Step {
  const size = columns.length;
  const chances = odds.map(chanceAt);
  const rest = outcomes.map((outcome, i) => outcome - chances[i]!);
  const spread = chances.map((chance) => chance * (1 - chance));
  const curvature = new Float64Array(size * size);
  const downhill = new Float64Array(size);
  const weighted = new Float64Array(odds.length);
  columns.forEach((column, j) => {
    const penalty = j === 0 ? 0 : lambda;
    for (let i = 0; i < weighted.length; i += 1) weighted[i] = column[i]! * spread[i]!;
    downhill[j] = dot(column, rest, rest.length) - penalty * weights[j]!;
    for (let k = 0; k <= j; k += 1) {
      const product = dot(weighted, columns[k]!, rest.length) + (j === k ? penalty : 0);
      curvature[j * size + k] = product;
      curvature[k * size + j] = product;
    }
    // A constant column says nothing: it keeps the weight 0.
    if (curvature[j * size + j] === 0) curvature[j * size + j] = 1;
  });
  const added = solveCholesky(curvature, [downhill])[0]!;
  return { added, promise: dot(added, downhill, size) };
}

/** The whole step, or the half of it, or the half of that: until the loss rises by no more than rounding. */
function taken(question: Question, from: Place, added: Float64Array): Place | undefined {
  const highest = from.loss + TOLERANCE * (1 + from.loss);
  for (let halving = 0; halving < MOST_HALVINGS; halving += 1) {
    const share = 2 ** -halving;
    const place = placeAt(
      question,
      from.weights.map((weight, j) => weight + share * added[j]!),
    );
    if (place.loss <= highest) return place;
  }
  return undefined;
}

function lowest(question: Question, start: Float64Array): Float64Array {
  let place = placeAt(question, start);
  for (let round = 0; round < MOST_STEPS; round += 1) {
    const { added, promise } = newtonStep(question, place);
    const reached = taken(question, place, added);
    if (reached === undefined) break;
    place = reached;
    if (promise <= TOLERANCE * (1 + place.loss)) break;
  }
  if (question.lambda === 0 && place.odds.some((odd) => Math.abs(odd) > CERTAIN)) {
    throw unlearnable('the columns part the outcomes, and without a penalty their weights have no end');
  }
  return place.weights;
}

/**
 * Logistic regression on standardised columns by Newton's method (iteratively reweighted least
 * squares): minimises the summed log loss plus `lambda` / 2 × the squared weights. The intercept is
 * free of the penalty.
 *
 * Shape   `target` holds outcomes, 0 or 1, of both at least one.
 * Units   `lambda` as scikit-learn's 1 / C.
 * Edge    a constant column gets the weight 0. Outcomes that a column parts give finite weights as
 *         long as `lambda` > 0.
 * Throws  MODEL_DEGENERATE for numbers that are not finite, outcomes all alike or neither 0 nor 1, and
 *         without a penalty for columns that depend on each other or part the outcomes.
 * Source  McCullagh & Nelder 1989, Generalized Linear Models, 4.4; the penalty of le Cessie & van
 *         Houwelingen 1992.
 */
export function logisticRegression(rows: LearningRows, lambda: number): LogisticFit {
  requireLearnable(rows, 2);
  const { firstRow, through } = rows;
  const outcomes = rows.target.slice(firstRow, through + 1);
  const wrong = outcomes.find((outcome) => outcome !== 0 && outcome !== 1);
  if (wrong !== undefined) throw unlearnable(`an outcome is "${wrong}", neither 0 nor 1`);
  const { columns, centres, scales } = standardColumns(rows.columns, firstRow, through);
  const ones = new Float64Array(outcomes.length).fill(1);
  const start = new Float64Array(columns.length + 1);
  const share = outcomes.reduce((sum, each) => sum + each, 0) / outcomes.length;
  start[0] = Math.log(share / (1 - share));
  const [intercept, ...weights] = lowest({ columns: [ones, ...columns], outcomes, lambda }, start);
  return { centres, scales, intercept: intercept!, weights };
}

/** The log odds that a fit gives a row: the intercept and one addend per feature, summed. */
export function logOdds({ centres, scales, intercept, weights }: LogisticFit, row: Float64Array): number {
  let sum = intercept;
  for (let j = 0; j < weights.length; j += 1) sum += (weights[j]! * (row[j]! - centres[j]!)) / scales[j]!;
  return sum;
}

/** The chance, 0…1, that a fit gives a row. */
export function logisticChance(fit: LogisticFit, row: Float64Array): number {
  return chanceAt(logOdds(fit, row));
}

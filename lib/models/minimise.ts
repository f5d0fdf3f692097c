import { dot } from './runningGram';

/** What is to be made small, with its slope. */
export type Objective = (point: Float64Array) => { readonly height: number; readonly slope: Float64Array };

type Place = { readonly point: Float64Array; readonly height: number; readonly slope: Float64Array };

const MOST_STEPS = 300;
const MOST_TRIALS = 60;
/** A step has to keep this share of the fall that the slope promises, and to leave at most that share of the slope. */
const LEAST_FALL = 1e-4;
const MOST_SLOPE_LEFT = 0.9;

const largest = (list: Float64Array): number =>
  list.reduce((most, each) => Math.max(most, Math.abs(each)), 0);

const along = (from: Float64Array, direction: Float64Array, length: number): Float64Array =>
  from.map((each, i) => each + length * direction[i]!);

/** Searches by doubling and halving for a step that falls enough and has passed the steep part. */
function lineStep(objective: Objective, from: Place, direction: Float64Array): Place | undefined {
  const size = direction.length;
  const descent = dot(from.slope, direction, size);
  let [shortest, longest, length] = [0, Infinity, 1];
  let fallen: Place | undefined;
  for (let trial = 0; trial < MOST_TRIALS; trial += 1) {
    const point = along(from.point, direction, length);
    const { height, slope } = objective(point);
    if (!(height <= from.height + LEAST_FALL * length * descent)) longest = length;
    else {
      fallen = { point, height, slope };
      if (dot(slope, direction, size) >= MOST_SLOPE_LEFT * descent) return fallen;
      shortest = length;
    }
    length = longest === Infinity ? 2 * shortest : (shortest + longest) / 2;
  }
  return fallen;
}

/** Learns the curvature along one step: `inverse` becomes a closer guess of the inverted Hessian. */
function learnCurvature(inverse: Float64Array, moved: Float64Array, bent: Float64Array): void {
  const size = moved.length;
  const curvature = dot(moved, bent, size);
  if (!(curvature > 1e-300)) return;
  const lifted = bent.map((_, i) => dot(inverse.subarray(i * size, (i + 1) * size), bent, size));
  const both = (1 + dot(bent, lifted, size) / curvature) / curvature;
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j < size; j += 1) {
      const cross = (lifted[i]! * moved[j]! + moved[i]! * lifted[j]!) / curvature;
      inverse[i * size + j] = inverse[i * size + j]! + both * moved[i]! * moved[j]! - cross;
    }
  }
}

function unitMatrix(size: number): Float64Array {
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1) matrix[i * size + i] = 1;
  return matrix;
}

/** Down the slope as the curvature so far bends it; straight down where that would lead up. */
function downhill(inverse: Float64Array, slope: Float64Array): Float64Array {
  const size = slope.length;
  const bent = slope.map((_, i) => -dot(inverse.subarray(i * size, (i + 1) * size), slope, size));
  return dot(bent, slope, size) < 0 ? bent : slope.map((each) => -each);
}

/**
 * The lowest point that is found downhill of `start` (BFGS).
 *
 * Units   stops where no slope exceeds `tolerance`, or where no step leads further down.
 * Edge    a height that is not finite counts as a wall. `start` itself must be finite.
 * Source  Nocedal & Wright 2006, Numerical Optimization, 6.1; line search of Lewis & Overton 2013,
 *         Nonsmooth optimization via quasi-Newton methods.
 */
export function minimise(objective: Objective, start: Float64Array, tolerance: number): Place {
  const inverse = unitMatrix(start.length);
  let place: Place = { point: start, ...objective(start) };
  for (let step = 0; step < MOST_STEPS && largest(place.slope) > tolerance; step += 1) {
    const reached = lineStep(objective, place, downhill(inverse, place.slope));
    if (reached === undefined) break;
    const before = place;
    learnCurvature(
      inverse,
      reached.point.map((each, i) => each - before.point[i]!),
      reached.slope.map((each, i) => each - before.slope[i]!),
    );
    place = reached;
  }
  return place;
}

import { leastSquares, triangleOf } from './householder';
import type { LinearFit, Regression } from './linearFit';

/** Rows taken relative to the first one and to their usual size: constants become exact zeros. */
function scaledBy(column: Float64Array, firstRow: number, through: number): { shift: number; size: number } {
  const shift = column[firstRow]!;
  const rows = column.subarray(firstRow, through + 1);
  const size = Math.sqrt(rows.reduce((sum, each) => sum + (each - shift) ** 2, 0) / rows.length);
  return { shift, size: size > 0 ? size : 1 };
}

function joined(above: Float64Array, below: Float64Array): Float64Array {
  const both = new Float64Array(above.length + below.length);
  both.set(above);
  both.set(below, above.length);
  return both;
}

/** What the triangle knows of a column besides its weight: mean and spread, both in scaled units. */
function momentsIn(triangle: readonly Float64Array[], j: number): { mean: number; spread: number } {
  const column = triangle[j]!;
  const ones = triangle[0]![0]!;
  const squares = column.subarray(1, j + 1).reduce((sum, each) => sum + each * each, 0);
  return { mean: column[0]! / ones, spread: Math.sqrt(squares) / Math.abs(ones) };
}

/**
 * Ordinary least squares with an intercept, refitted as rows come: the triangle of the rows so far
 * stands in for them, and new rows are reflected into it.
 *
 * Shape   at least as many rows at the first call as features and targets.
 * Edge    a constant or dependent feature gets the weight 0. `through` must not fall.
 */
export function ordinaryRegression({
  columns,
  targets,
  firstRow,
}: Regression): (through: number) => LinearFit {
  const every = [...columns, ...targets];
  let units: readonly { shift: number; size: number }[] | undefined;
  let triangle: readonly Float64Array[] = Array.from({ length: every.length + 1 }, () => new Float64Array(0));
  let next = firstRow;
  return (through) => {
    units ??= every.map((column) => scaledBy(column, firstRow, through));
    const known = units;
    const fresh = every.map((column, j) =>
      column.slice(next, through + 1).map((each) => (each - known[j]!.shift) / known[j]!.size),
    );
    const ones = new Float64Array(Math.max(through + 1 - next, 0)).fill(1);
    triangle = triangleOf([ones, ...fresh].map((rows, j) => joined(triangle[j]!, rows)));
    next = through + 1;
    return fitOf(triangle, known, columns.length);
  };
}

function fitOf(
  triangle: readonly Float64Array[],
  units: readonly { shift: number; size: number }[],
  features: number,
): LinearFit {
  const moments = units.map((_, j) => momentsIn(triangle, j + 1));
  const solved = leastSquares(triangle.slice(0, features + 1), triangle.slice(features + 1));
  const inside = units.slice(0, features);
  return {
    centres: inside.map(({ shift, size }, j) => shift + size * moments[j]!.mean),
    scales: inside.map(({ size }, j) => (moments[j]!.spread > 0 ? size * moments[j]!.spread : 1)),
    heads: solved.map((weights, h) => {
      const { shift, size } = units[features + h]!;
      return {
        intercept: shift + size * moments[features + h]!.mean,
        weights: inside.map((_, j) => weights[j + 1]! * moments[j]!.spread * size),
      };
    }),
  };
}

import { Matrix, QrDecomposition } from 'ml-matrix';
import { ridgeRegression } from '../../lib/models/ridgeRegression';
import { normals } from '../support/madeBars';
import type { BenchRow } from './benchRow';
import { interleavedMedians } from './interleavedMedians';

const ROWS = 1_000;
const FEATURES = 40;
const LAMBDA = 10;
const GATE = 5;

/** The same ridge problem for ml-matrix: standardised rows, with √λ times the unit matrix below them. */
function augmented(columns: readonly Float64Array[], target: Float64Array): { rows: Matrix; sides: Matrix } {
  const rows = Matrix.zeros(ROWS + FEATURES, FEATURES);
  const sides = Matrix.zeros(ROWS + FEATURES, 1);
  const mean = (values: Float64Array): number => values.reduce((sum, each) => sum + each, 0) / ROWS;
  columns.forEach((column, j) => {
    const centre = mean(column);
    const scale = Math.sqrt(mean(column.map((each) => (each - centre) ** 2)));
    column.forEach((each, i) => rows.set(i, j, (each - centre) / scale));
    rows.set(ROWS + j, j, Math.sqrt(LAMBDA));
  });
  const centre = mean(target);
  target.forEach((each, i) => sides.set(i, 0, each - centre));
  return { rows, sides };
}

/** Ridge fit of 1,000 × 40, standardising included, against the QR decomposition of ml-matrix. */
export async function run(): Promise<BenchRow[]> {
  const draw = normals(1);
  const columns = Array.from({ length: FEATURES }, () => Float64Array.from({ length: ROWS }, draw));
  const target = columns[0]!.map((each) => each + draw());
  const input = { columns, targets: [target], firstRow: 0 };
  const ours = (): readonly number[] => ridgeRegression(input, LAMBDA)(ROWS - 1).heads[0]!.weights;
  // The peer gets its matrix ready-made; our time includes standardising.
  const { rows, sides } = augmented(columns, target);
  const theirs = (): number[] => new QrDecomposition(rows).solve(sides).to1DArray();
  const gap = Math.max(...theirs().map((weight, j) => Math.abs(weight - ours()[j]!)));
  if (!(gap < 1e-9)) throw new Error(`the two fits differ by ${gap}`);
  const [oursMs, theirsMs] = interleavedMedians([ours, theirs], 150, 60);
  const ratio = theirsMs! / oursMs!;
  return [
    {
      work: `ridge fit ${ROWS.toLocaleString('en')} × ${FEATURES} against ml-matrix QR`,
      ours: `${oursMs!.toFixed(2)} ms`,
      peer: `${theirsMs!.toFixed(2)} ms`,
      ratio,
      gate: `≥ ${GATE} ×`,
      ok: ratio >= GATE,
    },
  ];
}

import { lstmBatches } from '../../../lib/models/lstm/lstmBatches';
import { lstmDisorder, lstmSchema } from '../../../lib/models/lstm/lstmFit';
import { lstmReader, readLstm } from '../../../lib/models/lstm/lstmReader';
import { lstmRegression } from '../../../lib/models/lstm/lstmRegression';
import { firstWeights } from '../../../lib/models/lstm/lstmWeights';
import { rowProducts } from '../../../lib/models/lstm/rowProducts';
import { seededDraws } from '../../../lib/models/seededDraws';

const { normal } = seededDraws(71);
const ROWS = 300;
const columns = Array.from({ length: 2 }, () => Float64Array.from({ length: ROWS }, normal));
/** Tells what the first column was two rows ago. */
const target = columns[0]!.map((_, row) => 3 + 2 * (columns[0]![row - 2] ?? 0));
const rows = { columns, target, firstRow: 0, through: ROWS - 1 };
const SMALL = { units: 6, steps: 5, mostEpochs: 40, batchSize: 16, learningRate: 0.02 };

const windowAt = (row: number, steps: number): Float64Array =>
  Float64Array.from(
    { length: steps * columns.length },
    (_, i) => columns[i % columns.length]![row + 1 - steps + Math.floor(i / columns.length)]!,
  );

const spoiled = (column: Float64Array, row: number, reading: number): Float64Array =>
  column.slice().fill(reading, row, row + 1);

describe('the slopes of the network', () => {
  test.each([
    [{ columns: 3, units: 4, steps: 5 }, 3, 140],
    [{ columns: 2, units: 5, steps: 1 }, 1, 140],
    [{ columns: 10, units: 32, steps: 30 }, 2, 30],
  ])(
    'of %p, %d sequences, are those that small steps show, to 1e-6, at up to %d places',
    (shape, size, places) => {
      const draws = seededDraws(72);
      const count = shape.steps + size;
      const batches = lstmBatches(shape, {
        rows: Float64Array.from({ length: count * shape.columns }, draws.normal),
        targets: Float64Array.from({ length: count }, draws.normal),
      });
      const ends = Int32Array.from({ length: size }, (_, s) => shape.steps + s);
      const weights = firstWeights(shape, draws).map((each) => each + 0.2 * draws.normal());
      const slopes = new Float64Array(weights.length);
      batches.backward(weights, ends, slopes);
      const every = Math.ceil(weights.length / places);
      const asked = Array.from({ length: Math.floor(weights.length / every) }, (_, i) => i * every);
      const shown = asked.map((place) => {
        const step = 1e-4;
        // Four points: what is left out is of the fourth power of the step.
        const [a, b, c, d] = [2, 1, -1, -2].map((by) =>
          batches.forward(spoiled(weights, place, weights[place]! + by * step), ends),
        );
        return (-a! + 8 * b! - 8 * c! + d!) / (12 * step * size);
      });
      const longest = Math.max(...asked.map((place) => Math.abs(slopes[place]!)));
      asked.forEach((place, i) => {
        const scale = Math.max(Math.abs(slopes[place]!), 1e-4 * longest);
        expect(Math.abs(slopes[place]! - shown[i]!) / scale).toBeLessThan(1e-6);
      });
    },
  );
});

describe('rowProducts', () => {
  test.each([
    [1, 1, 1],
    [2, 4, 3],
    [3, 5, 7],
    [5, 6, 2],
  ])('multiplies %d rows with %d rows of %d numbers', (height, width, depth) => {
    const left = Float64Array.from({ length: height * depth }, normal);
    const right = Float64Array.from({ length: width * depth }, normal);
    const out = new Float64Array(height * width);
    rowProducts(out, left, right, { rows: height, columns: width, depth });
    out.forEach((product, place) => {
      let sum = 0;
      for (let k = 0; k < depth; k += 1) {
        sum += left[Math.floor(place / width) * depth + k]! * right[(place % width) * depth + k]!;
      }
      expect(product).toBeCloseTo(sum, 12);
    });
  });
});

describe('lstmRegression', () => {
  const fit = lstmRegression(rows, 1, SMALL);

  test('learns what stood in the row before the last', () => {
    const reader = lstmReader(fit);
    const tail = Array.from({ length: 50 }, (_, i) => ROWS - 50 + i);
    const missed = tail.reduce(
      (sum, row) => sum + (readLstm(reader, windowAt(row, 5)) - target[row]!) ** 2,
      0,
    );
    const spread = tail.reduce((sum, row) => sum + (target[row]! - 3) ** 2, 0);
    expect(missed / spread).toBeLessThan(0.1);
  });

  test('the same seed gives the same bytes, another seed others', () => {
    const short = { ...SMALL, mostEpochs: 3 };
    const [a, b, c] = [4, 4, 5].map((seed) => JSON.stringify(lstmRegression(rows, seed, short)));
    expect(a).toBe(b);
    expect(a).not.toBe(c);
  });

  test('what stands after the last row, and in the gap before the tail, is not told by', () => {
    const short = { ...SMALL, mostEpochs: 3, tail: { share: 0.2, gapRows: 10, patience: 5 } };
    const part = { ...rows, through: 199 };
    const wild = columns.map((column) => column.slice().fill(NaN, 200));
    const wanted = lstmRegression(part, 1, short);
    expect(
      lstmRegression({ ...part, columns: wild, target: target.slice().fill(NaN, 200) }, 1, short),
    ).toEqual(wanted);
    expect(lstmRegression({ ...part, target: target.slice().fill(9, 150, 160) }, 1, short)).toEqual(wanted);
  });

  test('a target of pure noise keeps the weights of an early epoch', () => {
    const noise = Float64Array.from({ length: ROWS }, normal);
    const [long, short] = [40, 12].map((mostEpochs) =>
      lstmRegression({ ...rows, target: noise }, 1, { ...SMALL, mostEpochs }),
    );
    expect(long).toEqual(short);
  });

  test.each([
    ['one row', { ...rows, through: 0 }, '"1" rows are fewer than 6'],
    ['a constant target', { ...rows, target: new Float64Array(ROWS) }, 'the target is "0" in every row'],
    [
      'a target that is constant where it is learned from',
      { ...rows, target: new Float64Array(ROWS).fill(1, ROWS - 20) },
      'the target is "0" in every row',
    ],
    [
      'a feature that is not a number',
      { ...rows, columns: [columns[0]!, spoiled(columns[1]!, 8, NaN)] },
      'column "1" has "NaN" at row "8"',
    ],
    ['a target without end', { ...rows, target: spoiled(target, 2, Infinity) }, 'has "Infinity" at row "2"'],
  ])('refuses %s', (_what, input, message) => {
    expect(() => lstmRegression(input, 1, SMALL)).toThrow(
      expect.objectContaining({ code: 'MODEL_DEGENERATE', message: expect.stringContaining(message) }),
    );
  });

  test('a constant column is learned beside, and stays finite', () => {
    const lone = lstmRegression({ ...rows, columns: [columns[0]!, new Float64Array(ROWS).fill(0.1)] }, 1, {
      ...SMALL,
      mostEpochs: 2,
    });
    expect(lone.scales[1]).toBe(1);
    expect(lone.weights.every(Number.isFinite)).toBe(true);
  });

  test.each([
    ['of another size', new Float64Array(9), 'a window has "9" numbers instead of 10'],
    ['with a number that is none', new Float64Array(10).fill(NaN, 3, 4), 'column "1" of a window has "NaN"'],
  ])('a window %s is not read', (_what, window, message) => {
    expect(() => readLstm(lstmReader(fit), window)).toThrow(
      expect.objectContaining({ code: 'MODEL_DEGENERATE', message: expect.stringContaining(message) }),
    );
  });

  test('as JSON it comes back to the last bit', () => {
    expect(lstmSchema.parse(JSON.parse(JSON.stringify(fit)))).toEqual(fit);
    expect(lstmDisorder(fit)).toBeUndefined();
  });

  test.each([
    ['a weight that is not finite', { weights: [Infinity, ...fit.weights.slice(1)] }],
    ['a scale of nothing', { scales: [0, 1] }],
  ])('is none with %s', (_what, change) => {
    expect(lstmSchema.safeParse({ ...fit, ...change }).success).toBe(false);
  });

  test.each([
    ['a weight too few', { weights: fit.weights.slice(1) }, '"weights" has'],
    ['another number of columns', { columns: 3 }, '"centres" has 2 entries for 3'],
  ])('is in disorder with %s', (_what, change, message) => {
    expect(lstmDisorder({ ...fit, ...change })).toContain(message);
  });
});

import fc from 'fast-check';
import { blockBootstrapInterval } from '../../lib/forecast/scores/blockBootstrapInterval';
import { normals } from '../support/madeBars';

const seeds = fc.integer({ min: 0, max: 2 ** 31 });

/** Values that remember a part of the one before, around a mean of 1. */
function remembering(seed: number, count: number, memory: number): Float64Array {
  const draw = normals(seed);
  let last = draw() / Math.sqrt(1 - memory ** 2);
  return Float64Array.from({ length: count }, () => {
    last = memory * last + draw();
    return 1 + last;
  });
}

const meanOf = (values: Float64Array) => ({ above: values, below: values.map(() => 1) });

describe('a block-bootstrap interval', () => {
  test('lies around the ratio it is about', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 40, max: 300 }), (seed, count) => {
        const columns = meanOf(remembering(seed, count, 0.3));
        const { ratio, low90, high90 } = blockBootstrapInterval(columns, {
          seed,
          horizonBars: 1,
          draws: 200,
        })!;
        expect(low90).toBeLessThan(ratio);
        expect(high90).toBeGreaterThan(ratio);
      }),
      { numRuns: 30 },
    );
  });

  test('is the same for the same seed, and another for another', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const columns = meanOf(remembering(3, 64, 0.3));
        const drawn = (from: number) =>
          blockBootstrapInterval(columns, { seed: from, horizonBars: 1, draws: 60 });
        expect(drawn(seed)).toEqual(drawn(seed));
        expect(drawn(seed)).not.toEqual(drawn(seed + 1));
      }),
      { numRuns: 30 },
    );
  });

  test('moves and stretches with the values', () => {
    fc.assert(
      fc.property(seeds, fc.double({ min: 0.1, max: 10, noNaN: true }), (seed, scale) => {
        const values = remembering(seed, 80, 0.3);
        const settings = { seed, horizonBars: 1, draws: 100 };
        const plain = blockBootstrapInterval(meanOf(values), settings)!;
        const scaled = blockBootstrapInterval(meanOf(values.map((each) => 5 + scale * each)), settings)!;
        expect(scaled.low90).toBeCloseTo(5 + scale * plain.low90, 9);
        expect(scaled.high90).toBeCloseTo(5 + scale * plain.high90, 9);
      }),
      { numRuns: 30 },
    );
  });

  // Of 300 paths the share is known to about 0.02; over 3,000 it is 0.87.
  test('holds the mean of values that remember a third about nine times in ten', () => {
    const paths = Array.from({ length: 300 }, (_, path) => remembering(1_000 + path, 400, 0.33));
    const holds = paths.filter((values, seed) => {
      const { low90, high90 } = blockBootstrapInterval(meanOf(values), { seed, horizonBars: 1, draws: 200 })!;
      return low90 <= 1 && high90 >= 1;
    });
    expect(holds.length / paths.length).toBeGreaterThan(0.82);
    expect(holds.length / paths.length).toBeLessThan(0.93);
  });
});

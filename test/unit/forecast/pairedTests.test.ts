import { clarkWestP, dieboldMarianoP } from '../../../lib/forecast/pairedTests';
import { normals } from '../../support/madeBars';

const draw = normals(21);
const noise = Float64Array.from({ length: 400 }, draw);
const other = Float64Array.from({ length: 400 }, draw);

describe('paired tests', () => {
  test.each([
    ['equal losses are no victory', dieboldMarianoP(noise, noise, 1), 1],
    ['a constant lead is certain', dieboldMarianoP(Float64Array.of(1, 1, 1), Float64Array.of(2, 2, 2), 1), 0],
    ['no drift has no skill', clarkWestP(noise, new Float64Array(400), 1), 1],
  ])('%s', (_name, p, wanted) => {
    expect(p).toBe(wanted);
  });

  test('a clear lead is told from chance, and the loser from the winner', () => {
    const worse = noise.map((loss, i) => loss + 0.5 + other[i]!);
    expect(dieboldMarianoP(noise, worse, 1)).toBeLessThan(0.001);
    expect(dieboldMarianoP(worse, noise, 1)).toBeGreaterThan(0.999);
  });

  test('over longer horizons neighbours count for less', () => {
    const smooth = noise.map((_, i) =>
      noise.slice(Math.max(0, i - 20), i + 1).reduce((sum, each) => sum + each, 0.1),
    );
    const zero = new Float64Array(400);
    const lead = smooth.map((each) => each + 1);
    expect(dieboldMarianoP(zero, lead, 21)).toBeGreaterThan(dieboldMarianoP(zero, lead, 1));
  });

  test('a drift that is right half the time in size is found, an unrelated one is not', () => {
    const outcome = noise.map((each, i) => each + 0.5 * other[i]!);
    expect(
      clarkWestP(
        outcome,
        other.map((each) => 0.5 * each),
        1,
      ),
    ).toBeLessThan(0.001);
    expect(clarkWestP(noise, other, 1)).toBeGreaterThan(0.05);
  });
});

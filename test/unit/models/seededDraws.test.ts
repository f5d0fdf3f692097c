import { seededDraws } from '../../../lib/models/seededDraws';

const many = <T>(draw: () => T, count = 100_000): T[] => Array.from({ length: count }, draw);
const mean = (list: readonly number[]): number => list.reduce((sum, each) => sum + each, 0) / list.length;

describe('seededDraws', () => {
  test('the same seed draws the same numbers, another seed others', () => {
    const [a, b, c] = [7, 7, 8].map((seed) => many(seededDraws(seed).normal, 50));
    expect(a).toEqual(b);
    expect(a).not.toEqual(c);
  });

  test('even numbers lie in 0 ≤ x < 1, with mean 1/2 and variance 1/12', () => {
    const drawn = many(seededDraws(1).uniform);
    expect(drawn.every((each) => each >= 0 && each < 1)).toBe(true);
    expect(mean(drawn)).toBeCloseTo(0.5, 2);
    expect(mean(drawn.map((each) => (each - 0.5) ** 2))).toBeCloseTo(1 / 12, 2);
  });

  test('normal numbers have the moments of the normal distribution', () => {
    const drawn = many(seededDraws(2).normal);
    [0, 1, 0, 3].forEach((moment, i) =>
      expect(Math.abs(mean(drawn.map((each) => each ** (i + 1))) - moment)).toBeLessThan(0.1),
    );
  });

  test('whole numbers below a limit are all drawn, as often as each other', () => {
    const { below } = seededDraws(3);
    const counts = [0, 0, 0, 0, 0];
    for (const each of many(() => below(5))) counts[each]! += 1;
    expect(counts).toHaveLength(5);
    counts.forEach((count) => expect(Math.abs(count - 20_000)).toBeLessThan(600));
  });
});

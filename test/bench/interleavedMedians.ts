import { median } from 'simple-statistics';

/**
 * Median milliseconds of several works, taken in turns so that whatever slows the machine slows all.
 *
 * Shape   one median per work; the first `warmUp` turns are not counted.
 */
export function interleavedMedians(
  works: readonly (() => unknown)[],
  turns: number,
  warmUp: number,
): number[] {
  const times = works.map((): number[] => []);
  for (let turn = 0; turn < warmUp + turns; turn += 1) {
    works.forEach((work, i) => {
      const began = performance.now();
      work();
      const took = performance.now() - began;
      if (turn >= warmUp) times[i]?.push(took);
    });
  }
  return times.map((each) => median(each));
}

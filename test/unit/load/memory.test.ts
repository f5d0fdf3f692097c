import { growthOf, leaks, memoryTable } from '../../load/memory';
import type { MemorySample } from '../../load/memory';

const MB = 1_048_576;
const FROM = 1_000_000;
const TO = FROM + 600_000;

/** A process that told its memory every five seconds, before the measurement as well. */
const told = (rssMb: (share: number) => number): MemorySample[] =>
  Array.from({ length: 150 }, (_, index) => {
    const at = FROM - 150_000 + 5_000 * index;
    const share = (at - FROM) / (TO - FROM);
    return { process: 'main.ts', at, rss: rssMb(share) * MB, heapUsed: 10 * MB };
  });

describe('the growth of a process', () => {
  test('is the median of the last minute less that of the first after the warm-up', () => {
    const growth = growthOf(
      told((share) => (share < 0 ? 5 : 100 + 100 * share)),
      FROM,
      TO,
    );
    expect(growth.samples).toBe(120);
    expect(growth.rssMb[0]).toBeCloseTo(104.58, 1);
    expect(growth.rssMb[1]).toBeCloseTo(194.58, 1);
  });

  test('is not raised by a peak', () => {
    const samples = told(() => 100).map((sample, index) =>
      index % 12 === 0 ? { ...sample, rss: 900 * MB } : sample,
    );
    expect(growthOf(samples, FROM, TO).rssMb).toEqual([100, 100]);
  });

  test.each([
    ['by 50 MB is none too much', 50, false],
    ['by more is a leak', 50.1, true],
    ['by less than nothing is none', -200, false],
  ])('%s', (_, grownMb, isLeak) => {
    const growth = growthOf(
      told((share) => 300 + (share >= 0.5 ? grownMb : 0)),
      FROM,
      TO,
    );
    expect(leaks(growth)).toBe(isLeak);
    expect(memoryTable([growth]).includes(' NO')).toBe(isLeak);
  });

  test('of one that has ended meanwhile is not known', () => {
    expect(() => growthOf(told(() => 1).slice(0, 60), FROM, TO)).toThrow(
      'main.ts told 12 samples in the first minute and 0 in the last',
    );
  });
});

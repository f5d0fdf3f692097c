import * as fc from 'fast-check';
import { memoryRateBuckets } from '../../lib/adapters/memory/memoryRateBuckets';
import type { Allowance, RateBuckets } from '../../lib/ports/RateLimit';
import { unique } from '../support/unique';

const ALLOWANCE: Allowance = { ratePerSecond: 20, burst: 100 };
const NOW = Date.UTC(2026, 10, 1);

export function rateBucketsLaws(make: (allowance: Allowance) => RateBuckets): void {
  describe('rate buckets', () => {
    it('hold the burst, and refill at the rate', async () => {
      const [buckets, key] = [make(ALLOWANCE), unique('key')];
      expect(await buckets.take(key, 99, NOW)).toBe(0);
      expect(await buckets.take(key, 2, NOW)).toBe(50);
      expect(await buckets.take(key, 1, NOW)).toBe(0);
      expect(await buckets.take(key, 1, NOW)).toBe(50);
      expect(await buckets.take(key, 1, NOW + 49)).toBe(1);
      expect(await buckets.take(key, 1, NOW + 50)).toBe(0);
      expect(await buckets.take(key, 1, NOW + 50)).toBe(50);
      expect(await buckets.take(key, 100, NOW + 10_000)).toBe(0);
    });

    it('are one for each key', async () => {
      const [buckets, key] = [make(ALLOWANCE), unique('key')];
      expect(await buckets.take(key, 100, NOW)).toBe(0);
      expect(await buckets.take(unique('key'), 100, NOW)).toBe(0);
    });

    it('take nothing when they refuse', async () => {
      const [buckets, key] = [make(ALLOWANCE), unique('key')];
      await buckets.take(key, 60, NOW);
      expect(await buckets.take(key, 50, NOW)).toBe(500);
      expect(await buckets.take(key, 40, NOW)).toBe(0);
    });

    it('give no more than there is to many at once', async () => {
      const [buckets, key] = [make(ALLOWANCE), unique('key')];
      const waits = await Promise.all(Array.from({ length: 30 }, () => buckets.take(key, 10, NOW)));
      expect(waits.filter((wait) => wait === 0)).toHaveLength(10);
    });

    it('answer as those in memory do, whatever is asked', async () => {
      const asked = fc.array(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 900 })), {
        minLength: 5,
        maxLength: 25,
      });
      await fc.assert(
        fc.asyncProperty(asked, async (takings) => {
          const [buckets, others, key] = [make(ALLOWANCE), memoryRateBuckets(ALLOWANCE), unique('key')];
          let now = NOW;
          for (const [permits, laterMs] of takings) {
            now += laterMs;
            expect(await buckets.take(key, permits, now)).toBe(await others.take(key, permits, now));
          }
        }),
        { numRuns: 20 },
      );
    });
  });
}

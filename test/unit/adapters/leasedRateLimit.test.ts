import * as fc from 'fast-check';
import { leasedRateLimit } from '../../../lib/adapters/leasedRateLimit';
import { memoryRateBuckets } from '../../../lib/adapters/memory/memoryRateBuckets';
import type { RateBuckets } from '../../../lib/ports/RateLimit';
import { standingClock } from '../../support/world';

const ALLOWANCE = { ratePerSecond: 20, burst: 100 };
const NOW = Date.UTC(2026, 10, 1);

/** Processes that share one bucket, and how often it was asked. */
function fleet(size: number) {
  const clock = standingClock(NOW);
  const bucket = memoryRateBuckets(ALLOWANCE);
  const asked = { times: 0 };
  const buckets: RateBuckets = {
    take: (...taking) => {
      asked.times += 1;
      return bucket.take(...taking);
    },
  };
  const processes = Array.from({ length: size }, () => leasedRateLimit(buckets, ALLOWANCE, clock));
  return { clock, processes, asked };
}

describe('a rate limit', () => {
  it('admits the burst at once, then says how long to wait', async () => {
    const { processes } = fleet(1);
    const waits = await Promise.all(Array.from({ length: 120 }, () => processes[0]!.admit('key')));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(100);
    expect(new Set(waits.slice(100))).toEqual(new Set([50]));
  });

  it('takes several permits at once where a key is busy, and one where it is not', async () => {
    const busy = fleet(1);
    for (let request = 0; request < 60; request += 1) {
      busy.clock.advance(10);
      await busy.processes[0]!.admit('key');
    }
    expect(busy.asked.times).toBeLessThan(20);
    const idle = fleet(1);
    for (let request = 0; request < 10; request += 1) {
      idle.clock.advance(2_000);
      expect(await idle.processes[0]!.admit('key')).toBe(0);
    }
    expect(idle.asked.times).toBe(10);
  });

  it('does not ask the bucket again before there can be a permit', async () => {
    const { processes, clock, asked } = fleet(1);
    await Promise.all(Array.from({ length: 101 }, () => processes[0]!.admit('key')));
    const before = asked.times;
    clock.advance(20);
    expect(await processes[0]!.admit('key')).toBe(30);
    expect(asked.times).toBe(before);
    clock.advance(30);
    expect(await processes[0]!.admit('key')).toBe(0);
  });

  it('keeps keys apart', async () => {
    const { processes } = fleet(1);
    await Promise.all(Array.from({ length: 101 }, () => processes[0]!.admit('one')));
    expect(await processes[0]!.admit('other')).toBe(0);
  });

  it('goes on after the store has failed', async () => {
    const clock = standingClock(NOW);
    const bucket = memoryRateBuckets(ALLOWANCE);
    let isDown = true;
    const take: RateBuckets['take'] = async (...taking) => {
      if (isDown) throw new Error('down');
      return bucket.take(...taking);
    };
    const limit = leasedRateLimit({ take }, ALLOWANCE, clock);
    await expect(limit.admit('key')).rejects.toThrow('down');
    isDown = false;
    expect(await limit.admit('key')).toBe(0);
  });

  it('of 64 clients over several processes admits what the allowance gives: never more, hardly less', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 5, max: 60 }),
        fc.infiniteStream(fc.nat()),
        async (size, seconds, chance) => {
          const { clock, processes } = fleet(size);
          const clients = Array.from({ length: 64 }, () => ({ nextAt: NOW, admitted: 0 }));
          const end = NOW + seconds * 1_000;
          while (clock.now() < end) {
            for (const client of clients) {
              if (client.nextAt > clock.now()) continue;
              const process = processes[Number(chance.next().value) % size]!;
              const wait = await process.admit('key');
              if (wait === 0) client.admitted += 1;
              client.nextAt = clock.now() + Math.max(10, Math.min(wait, 250));
            }
            clock.advance(10);
          }
          const admitted = clients.reduce((sum, client) => sum + client.admitted, 0);
          const most = ALLOWANCE.burst + ALLOWANCE.ratePerSecond * seconds;
          // What processes hold at the end is not lost to them: at most a lease each.
          const slack = 5 * size;
          expect(admitted).toBeLessThanOrEqual(most);
          expect(admitted + slack).toBeGreaterThanOrEqual(0.95 * most);
        },
      ),
      { numRuns: 25 },
    );
  });
});

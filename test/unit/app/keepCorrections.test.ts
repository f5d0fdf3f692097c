import { memoryBarStore } from '../../../lib/adapters/memory/memoryBarStore';
import { keepCorrections } from '../../../lib/app/keepCorrections';
import type { StoredBar } from '../../../lib/ports/BarStore';
import { ground } from '../../support/ground';

const SERIES = { symbol: 'AAPL', interval: '1d' } as const;

const barOf = (day: number, change: Partial<StoredBar> = {}): StoredBar => {
  const startAt = Date.UTC(2024, 0, day);
  const prices = { open: 100, high: 110, low: 90, close: 105, volume: 1_000 };
  return { startAt, closedAt: startAt + 75_600_000, ...prices, source: 'fmp', quality: [], ...change };
};

/** What is kept of bars that are told, where others stand. */
async function kept(standing: readonly StoredBar[], told: readonly StoredBar[]) {
  const { log, metrics, counters } = ground();
  const bars = memoryBarStore();
  let writes = 0;
  const counted: typeof bars = {
    ...bars,
    putCorrections: async (...args) => {
      writes += 1;
      await bars.putCorrections(...args);
    },
  };
  await keepCorrections({ bars: counted, log, metrics }, SERIES, { standing, told });
  await metrics.publish();
  const found = await bars.corrections('AAPL', '1d', { from: 0, through: Date.UTC(2025, 0, 1) });
  return { found, writes, lines: log.lines, totals: await counters.totals(undefined) };
}

describe('a correction', () => {
  it.each<[string, Partial<StoredBar>, boolean]>([
    ['is another close', { close: 105.01 }, true],
    ['is another open', { open: 99 }, true],
    ['is another high', { high: 111 }, true],
    ['is another low', { low: 89 }, true],
    ['is none where only the volume has grown', { volume: 2_000 }, false],
    ['is none where nothing has changed', {}, false],
    ['is none where a price is rounded otherwise', { close: 105 * (1 + 0.999e-6) }, false],
    ['is a price that differs by more than rounding', { close: 105 * (1 + 1.001e-6) }, true],
    ['is a price that differs by more downwards', { close: 105 * (1 - 1.001e-6) }, true],
    ["is none of another source's reading", { close: 120, high: 120, source: 'alphaVantage' }, false],
    ['is none of a bar that does not stand', { startAt: Date.UTC(2024, 0, 9), close: 101 }, false],
  ])('%s', async (_name, change, isKept) => {
    const told = barOf(3, change);
    const { found, writes } = await kept([barOf(2), barOf(3), barOf(4)], [told]);
    expect(found).toEqual(isKept ? [told] : []);
    // What is as it was costs no write.
    expect(writes).toBe(isKept ? 1 : 0);
  });

  it('is counted and told in the log, of which there is no word where there is none', async () => {
    const first = barOf(2, { close: 101 });
    const { lines, totals } = await kept([barOf(2), barOf(3)], [first, barOf(3, { low: 80 })]);
    expect(lines).toEqual([
      { level: 'info', message: 'bars corrected', symbol: 'AAPL', interval: '1d', corrected: 2 },
    ]);
    expect(totals).toMatchObject([{ name: 'bars_corrected_total', labels: { interval: '1d' }, by: 2 }]);
    expect((await kept([barOf(2)], [barOf(2)])).lines).toEqual([]);
  });
});

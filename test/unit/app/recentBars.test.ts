import fc from 'fast-check';
import { importBars } from '../../../lib/app/importBars';
import { recentBars } from '../../../lib/app/recentBars';
import { sessionOn } from '../../../lib/market/calendar/sessionOn';
import { importedSeries } from '../../../lib/market/series';
import type { BarQuery } from '../../../lib/ports/MarketData';
import { walkBars, world } from '../../support/world';

const SYMBOL = 'DEMO.A';
const BARS = walkBars('2023-01-03', '2024-03-01', 5);
const closeOf = (date: string) => sessionOn(date)!.closeAt;

/** An installation whose source tells what it was asked. */
function watched() {
  const { deps, clock } = world({ bars: { [SYMBOL]: BARS }, marketNow: closeOf('2024-01-08') });
  const asked: BarQuery[] = [];
  let reads = 0;
  const marketData: typeof deps.marketData = {
    bars: (query) => {
      asked.push(query);
      return deps.marketData.bars(query);
    },
  };
  const bars: typeof deps.bars = {
    ...deps.bars,
    newest: (window) => {
      reads += 1;
      return deps.bars.newest(window);
    },
  };
  const read = (upTo: number, { symbol = SYMBOL, count = 20 } = {}) =>
    recentBars({ ...deps, marketData, bars }, { symbol, interval: '1d', upTo, count });
  return { deps, clock, read, asked, reads: () => reads };
}

const lastClose = ({ bars }: Awaited<ReturnType<ReturnType<typeof watched>['read']>>) =>
  bars.bars.at(-1)?.closedAt;

describe('bars that are only looked at', () => {
  it('are read once while no bar can have closed, and no longer than a minute', async () => {
    const { clock, read, reads } = watched();
    const monday = await read(closeOf('2024-01-08'));
    const atFirst = reads();
    expect(await read(closeOf('2024-01-09') - 1)).toBe(monday);
    clock.advance(60_000);
    expect(await read(closeOf('2024-01-09') - 1)).toBe(monday);
    expect(reads()).toBe(atFirst);
    clock.advance(1);
    expect(await read(closeOf('2024-01-09') - 1)).not.toBe(monday);
    expect(reads()).toBeGreaterThan(atFirst);
  });

  it('are read again at the very close of the next', async () => {
    const { read } = watched();
    expect(lastClose(await read(closeOf('2024-01-08')))).toBe(closeOf('2024-01-08'));
    expect(lastClose(await read(closeOf('2024-01-09')))).toBe(closeOf('2024-01-09'));
  });

  it('are those of as many as are asked for', async () => {
    const { read } = watched();
    expect((await read(closeOf('2024-01-08'), { count: 5 })).slots).toHaveLength(5);
    expect((await read(closeOf('2024-01-08'), { count: 7 })).slots).toHaveLength(7);
  });

  it('are never such as close later than is asked for, whoever has asked before', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 20 }), async (hours) => {
        const { read } = watched();
        for (const hour of hours) {
          const upTo = closeOf('2024-01-08') + hour * 3_600_000;
          const { bars, slots } = await read(upTo);
          const expected = [...BARS].map(({ startAt }) =>
            closeOf(new Date(startAt).toISOString().slice(0, 10)),
          );
          expect(bars.bars.at(-1)?.closedAt).toBe(expected.findLast((close) => close <= upTo));
          expect(slots.at(-1)?.closedAt).toBe(bars.bars.at(-1)?.closedAt);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('are read each time where a tenant imports them', async () => {
    const { deps, read } = watched();
    const rowsOf = (from: string, to: string) =>
      walkBars(from, to, 6).map((bar, index) => ({ line: index + 1, path: `bars.${index}`, bar, given: {} }));
    const own = { tenant: 'local', symbol: 'OWN', interval: '1d', partial: false } as const;
    const upTo = deps.clock.now();
    const symbol = importedSeries('local', 'OWN');
    await importBars(deps, { ...own, rows: rowsOf('2026-10-01', '2026-10-28') });
    expect(lastClose(await read(upTo, { symbol }))).toBe(closeOf('2026-10-28'));
    await importBars(deps, { ...own, rows: rowsOf('2026-10-29', '2026-10-30') });
    expect(lastClose(await read(upTo, { symbol }))).toBe(closeOf('2026-10-30'));
  });

  it('are asked of a source that does not answer by the next who asks', async () => {
    const { deps, read } = watched();
    const failing = { bars: () => Promise.reject(new Error('down')) };
    const query = { symbol: SYMBOL, interval: '1d', upTo: closeOf('2024-01-08'), count: 20 } as const;
    await expect(recentBars({ ...deps, marketData: failing }, query)).rejects.toThrow('down');
    expect(lastClose(await read(query.upTo))).toBe(query.upTo);
  });
});

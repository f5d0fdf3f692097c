import { memoryBarStore } from '../../../lib/adapters/memory/memoryBarStore';
import { memorySplitBook } from '../../../lib/adapters/memory/memorySplitBook';
import { barHistory } from '../../../lib/app/barHistory';
import { believedBar } from '../../../lib/app/believedBar';
import { readQuote } from '../../../lib/app/readQuote';
import { sessionOn } from '../../../lib/market/calendar/sessionOn';
import type { BarStore } from '../../../lib/ports/BarStore';
import { BAD_TICKS } from '../../support/badTicks';
import { dailyBars, type Prices } from '../../support/madeBars';
import { walkBars, world } from '../../support/world';

const CALM = Array.from({ length: 70 }, (_, place): Prices => ({ close: place % 2 === 0 ? 100 : 101 }));
const among = (bars: BarStore) => ({
  bars,
  splits: memorySplitBook(),
  marketClock: { now: () => Number.MAX_SAFE_INTEGER, ended: () => false },
});

/** The close that is believed of the newest ten bars, these at their end. */
async function believed(more: readonly Prices[], calm = CALM): Promise<number | undefined> {
  const store = memoryBarStore();
  const all = dailyBars([...calm, ...more]).bars.map((bar) => ({ ...bar, source: 'made', quality: [] }));
  await store.putFirst('AAPL', '1d', all);
  const bars = all.slice(-10);
  return (await believedBar(among(store), { symbol: 'AAPL', interval: '1d', bars }))?.close;
}

describe('the newest bar that is believed', () => {
  it.each<[string, readonly Prices[], number]>([
    ['is the newest', [{ close: 100 }, { close: 103 }], 103],
    ['is the one before a jump that nothing confirms yet', [{ close: 100 }, { close: 10_000 }], 100],
    ['is the newest once the next has confirmed a jump', [{ close: 150 }, { close: 152 }], 152],
    ['is the newest where the one before was a bad print', [{ close: 150 }, { close: 102 }], 102],
    [
      'is the one before a bad print, where another follows it',
      [{ close: 103 }, { close: 300 }, { close: 30 }],
      103,
    ],
    ['is a halt as any other', [{ close: 100 }, { close: 100, open: 100, volume: 0 }], 100],
  ])('%s', async (_name, more, close) => {
    expect(await believed(more)).toBe(close);
  });

  it('is the newest where nothing tells what is usual, and none where there is none', async () => {
    expect(await believed([{ close: 150 }], CALM.slice(0, 20))).toBe(150);
    expect(await believed([], [{ close: 150 }])).toBe(150);
    expect(await believed([], [])).toBeUndefined();
  });

  it('is found without the store where the newest close is near', async () => {
    const store: BarStore = { ...memoryBarStore(), newest: () => Promise.reject(new Error('asked')) };
    const bars = dailyBars([{ close: 100 }, { close: 100.7 }, { close: 150 }]).bars.map((bar) => ({
      ...bar,
      source: 'made',
      quality: [],
    }));
    const of = { symbol: 'AAPL', interval: '1d' } as const;
    expect(await believedBar(among(store), { ...of, bars: bars.slice(0, 2) })).toBe(bars[1]);
    await expect(believedBar(among(store), { ...of, bars })).rejects.toThrow('asked');
  });
});

it('a quote is not a price with its decimal point in the wrong place', async () => {
  const rows = walkBars('2023-06-01', '2024-01-12', 5);
  const last = rows.at(-1)!;
  const spoiled = [...rows.slice(0, -1), BAD_TICKS['the decimal point, by two'](last, 2)];
  const { closeAt } = sessionOn('2024-01-12')!;
  const { deps } = world({ bars: { ACME: spoiled }, marketNow: closeAt });
  // As of any symbol that rules watch, its history is stored.
  await barHistory(deps, { symbol: 'ACME', interval: '1d', upTo: closeAt, count: 100 });
  expect(await readQuote(deps, { tenant: 'local', symbol: 'ACME', interval: '1d' })).toEqual({
    symbol: 'ACME',
    price: rows.at(-2)!.close,
    asOf: sessionOn('2024-01-11')!.closeAt,
    source: 'memory',
    stale: 'newerBarMissing',
  });
});

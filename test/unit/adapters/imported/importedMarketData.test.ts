import { importedMarketClock } from '../../../../lib/adapters/imported/importedMarketClock';
import { importedMarketData } from '../../../../lib/adapters/imported/importedMarketData';
import { memoryBarStore } from '../../../../lib/adapters/memory/memoryBarStore';
import { memoryMarketData } from '../../../../lib/adapters/memory/memoryMarketData';
import { barClosedAt } from '../../../../lib/market/barClose';
import { standingClock, walkBars } from '../../../support/world';

const BARS = walkBars('2000-01-03', '2016-12-30');
const ALL = Date.UTC(2020, 0, 1);
const closes = BARS.map(({ startAt }) => barClosedAt('1d', startAt)!);

async function served() {
  const bars = memoryBarStore();
  const stored = BARS.map((bar, at) => ({ ...bar, closedAt: closes[at]!, source: 'import', quality: [] }));
  await bars.putFirst('acme/DESK', '1d', stored);
  await bars.markWhole('acme/DESK', '1d', { from: BARS[0]!.startAt, through: closes.at(-1)! });
  return importedMarketData(
    memoryMarketData([{ symbol: 'SPY', interval: '1d', bars: BARS.slice(0, 2) }]),
    bars,
  );
}

test.each([
  ['every bar, be they thousands', {}, BARS],
  ['the newest', { limit: 3 }, BARS.slice(-3)],
  ['more than are asked for at once', { limit: 2_500 }, BARS.slice(-2_500)],
  ['none', { limit: 0 }, []],
  ['those that closed after', { after: closes[4_000]! }, BARS.slice(4_001)],
  ['those that had closed', { upTo: closes[3]! }, BARS.slice(0, 4)],
  ['those in between', { after: closes[1]!, upTo: closes[3]!, limit: 1 }, BARS.slice(3, 4)],
  ['those of a far beginning', { after: closes[1]! }, BARS.slice(2)],
])('a tenant’s series gives %s', async (_, part, bars) => {
  const data = await served();
  const batch = await data.bars({ symbol: 'acme/DESK', interval: '1d', upTo: ALL, ...part });
  expect(batch).toEqual({ source: 'import', bars });
});

test.each([
  ['before a beginning that is whole', {}, BARS.slice(5, 9)],
  ['behind its end', { limit: 2 }, BARS.slice(7, 9)],
  ['behind its end, also for one who waits for them', { after: closes[7]! }, BARS.slice(8, 9)],
  ['anywhere else', { after: closes[8]! }, []],
])('of an import that is under way nothing is served %s', async (_, part, bars) => {
  const store = memoryBarStore();
  const stored = BARS.slice(0, 20).map((bar, at) => ({
    ...bar,
    closedAt: closes[at]!,
    source: 'import',
    quality: [],
  }));
  await store.putFirst('acme/DESK', '1d', stored);
  await store.markWhole('acme/DESK', '1d', { from: BARS[5]!.startAt, through: closes[8]! });
  const data = importedMarketData(memoryMarketData([]), store);
  const query = { symbol: 'acme/DESK', interval: '1d', upTo: ALL, ...part } as const;
  expect((await data.bars(query)).bars).toEqual(bars);
});

test('a symbol without a tenant is asked of the source', async () => {
  const data = await served();
  const batch = await data.bars({ symbol: 'SPY', interval: '1d', upTo: ALL });
  expect(batch).toEqual({ source: 'memory', bars: BARS.slice(0, 2) });
});

test.each([
  [
    'another tenant’s',
    'other/DESK',
    '1d',
    'symbol "DESK" has no 1d bars: import some, or check the spelling',
  ],
  [
    'bars of another length',
    'acme/DESK',
    '1h',
    'symbol "DESK" has no 1h bars: import some, or check the spelling',
  ],
] as const)('%s are unknown', async (_, symbol, interval, message) => {
  const data = await served();
  const asked = data.bars({ symbol, interval, upTo: ALL });
  await expect(asked).rejects.toMatchObject({ code: 'SYMBOL_UNKNOWN', message });
});

test('a tenant’s series has wall time, all others that of the feed', () => {
  const clock = importedMarketClock(standingClock(1), standingClock(2));
  expect([clock.now(), clock.now('SPY'), clock.now('acme/DESK'), clock.ended()]).toEqual([1, 1, 2, false]);
});

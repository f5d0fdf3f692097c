import type { ImportRow } from '../../../lib/app/importRow';
import { barHistory } from '../../../lib/app/barHistory';
import { importBars } from '../../../lib/app/importBars';
import type { RawBar } from '../../../lib/market/bar';
import { cleanBars } from '../../../lib/market/cleanBars';
import { Problem } from '../../../lib/problems';
import { WALL_START, walkBars, world } from '../../support/world';

const SERIES = 'local/DESK';

const rowsOf = (bars: readonly RawBar[]): ImportRow[] =>
  bars.map((bar, index) => ({ line: index + 1, path: `bars.${index}`, bar, given: {} }));

const WALK = walkBars('2026-10-01', '2026-11-06');

/** The source serves ^GSPC, and its market time is long past. */
function desk() {
  const at = world({
    bars: { '^GSPC': walkBars('2008-01-02', '2008-02-01') },
    marketNow: Date.UTC(2008, 0, 10),
  });
  const bring = (bars: readonly RawBar[], change: object = {}) =>
    importBars(at.deps, {
      tenant: 'local',
      symbol: 'DESK',
      interval: '1d',
      rows: rowsOf(bars),
      partial: false,
      ...change,
    });
  const stored = async () => {
    const bars = await at.stores.bars.newest({ series: SERIES, interval: '1d', upTo: Infinity, limit: 100 });
    return { starts: bars.map(({ startAt }) => startAt), closes: bars.map(({ close }) => close) };
  };
  return { ...at, bring, stored, whole: () => at.stores.bars.whole(SERIES, '1d') };
}

const past = WALK.filter(({ startAt }) => startAt < WALL_START);
const future = WALK.filter(({ startAt }) => startAt >= WALL_START);
const [first, second, third, fourth] = past as [RawBar, RawBar, RawBar, RawBar];
const closeOf = ({ startAt }: RawBar) => startAt + 20 * 3_600_000;

test.each<[string, RawBar[], number, string]>([
  ['a bar that has not begun by wall time', [first, future[0]!], 2, 'future'],
  ['a bar that stands there twice', [first, second, second], 3, 'duplicate'],
  ['a bar behind a later one', [second, first, third], 2, 'outOfOrder'],
  ['a holiday', [first, { ...second, startAt: Date.UTC(2026, 6, 3) }], 2, 'outsideSession'],
  ['a daily bar at its open', [{ ...first, startAt: first.startAt + 48_600_000 }], 1, 'misaligned'],
  ['a high below the low', [{ ...first, high: first.low - 0.01 }], 1, 'highBelowLow'],
  ['a close outside the bar', [{ ...first, close: first.high + 1 }], 1, 'outsideRange'],
  ['a price of nothing', [first, { ...second, low: 0 }], 2, 'priceNotPositive'],
  ['a volume below nothing', [{ ...first, volume: -1 }], 1, 'volumeNegative'],
  ['a number that cannot be read', [{ ...first, open: Number.NaN }], 1, 'notFinite'],
])('%s is refused, with its reason, and with it all the others', async (_, bars, line, reason) => {
  const { bring, stored, whole } = desk();
  await expect(bring(bars)).rejects.toMatchObject({
    code: 'BARS_INVALID',
    details: [{ path: expect.any(String) }],
  });
  expect([await stored(), await whole()]).toEqual([{ starts: [], closes: [] }, undefined]);
  const { accepted, rejected } = await bring(bars, { partial: true });
  expect([accepted, rejected]).toEqual([bars.length - 1, [{ line, reason }]]);
  expect((await stored()).starts).toHaveLength(bars.length - 1);
});

test('a line that has not the columns of a bar is refused as such', async () => {
  const { deps } = desk();
  const rows = [...rowsOf([first]), { line: 3, path: 'lines.3', given: {} }];
  const input = { tenant: 'local', symbol: 'DESK', interval: '1d', rows } as const;
  await expect(importBars(deps, { ...input, partial: false })).rejects.toMatchObject({
    details: [
      {
        path: 'lines.3',
        message:
          '"lines.3": it has not the six columns timestamp,open,high,low,close,volume; send a value for each.',
      },
    ],
  });
  expect(await importBars(deps, { ...input, partial: true })).toEqual({
    accepted: 1,
    rejected: [{ line: 3, reason: 'wrongColumns' }],
  });
});

test('importing again changes nothing, and a bar counts as it was brought first', async () => {
  const { bring, stored, whole } = desk();
  await bring([first, second]);
  const before = [await stored(), await whole()];
  expect(await bring([first, second])).toEqual({ accepted: 2, rejected: [] });
  expect(await bring([{ ...first, close: first.open }])).toEqual({ accepted: 1, rejected: [] });
  expect([await stored(), await whole()]).toEqual(before);
  expect(before).toEqual([
    { starts: [first.startAt, second.startAt], closes: [first.close, second.close] },
    { from: first.startAt, through: closeOf(second) },
  ]);
});

test('the stretch that is whole goes from the first bar that was ever brought to the last', async () => {
  const { bring, whole } = desk();
  await bring([second]);
  await bring([fourth]);
  expect(await whole()).toEqual({ from: second.startAt, through: closeOf(fourth) });
  await bring([first]);
  await bring([third]);
  expect(await whole()).toEqual({ from: first.startAt, through: closeOf(fourth) });
});

test('an import that dies on the way is not seen, and is completed by repeating it', async () => {
  const { deps, bring, stored } = desk();
  const dying = {
    ...deps.bars,
    putFirst: async (...[series, interval, bars]: Parameters<typeof deps.bars.putFirst>) => {
      await deps.bars.putFirst(series, interval, bars.slice(1));
      throw new Problem('STORE_UNAVAILABLE', 'Not now.');
    },
  };
  const input = {
    tenant: 'local',
    symbol: 'DESK',
    interval: '1d',
    rows: rowsOf([first, second]),
    partial: false,
  } as const;
  await expect(importBars({ ...deps, bars: dying }, input)).rejects.toMatchObject({
    code: 'STORE_UNAVAILABLE',
  });
  const query = { symbol: SERIES, interval: '1d', upTo: WALL_START } as const;
  await expect(deps.marketData.bars(query)).rejects.toMatchObject({ code: 'SYMBOL_UNKNOWN' });
  await bring([first, second]);
  expect((await stored()).starts).toEqual([first.startAt, second.startAt]);
});

test('of an import that dies on the way to more bars nobody sees one, and no reader calls them whole', async () => {
  const { deps, bring, whole } = desk();
  await bring([first, second]);
  const before = await whole();
  // The third is missing: who saw the fourth would take the bar between for one that never was.
  const [, , , left] = cleanBars({
    symbol: SERIES,
    interval: '1d',
    source: 'import',
    bars: past.slice(0, 4),
    knownAt: WALL_START,
  }).clean.bars;
  await deps.bars.putFirst(SERIES, '1d', [{ ...left!, source: 'import', quality: [] }]);
  const query = { symbol: SERIES, interval: '1d', upTo: WALL_START, count: 9 } as const;
  const starts = async () => (await barHistory(deps, query)).bars.map(({ startAt }) => startAt);
  expect([await starts(), await whole()]).toEqual([[first.startAt, second.startAt], before]);
  await bring([third, fourth]);
  expect(await starts()).toEqual([first, second, third, fourth].map(({ startAt }) => startAt));
});

test('two imports at once lose no bar', async () => {
  const { bring, deps } = desk();
  await Promise.all([bring([first, second]), bring([third, fourth])]);
  const { bars } = await deps.marketData.bars({ symbol: SERIES, interval: '1d', upTo: WALL_START });
  expect(bars).toEqual([first, second, third, fourth]);
});

test('a symbol that the source serves is refused, in bars of any length', async () => {
  const { bring } = desk();
  const message =
    '"^GSPC" is served by the market data source (1d bars) and cannot be overwritten. Import under a symbol of your own.';
  await expect(bring([first], { symbol: '^GSPC' })).rejects.toMatchObject({
    code: 'STORE_CONFLICT',
    message,
  });
  const minute = { ...first, startAt: first.startAt + 13.5 * 3_600_000 };
  const minutes = { symbol: '^GSPC', interval: '1min', rows: rowsOf([minute]) };
  await expect(bring([], minutes)).rejects.toMatchObject({ code: 'STORE_CONFLICT', message });
});

test('a source that cannot be asked whether it serves the symbol stops the import', async () => {
  const { deps, stored } = desk();
  const marketData = { bars: () => Promise.reject(new Problem('MARKET_UNAVAILABLE', 'Not now.')) };
  const input = {
    tenant: 'local',
    symbol: 'DESK',
    interval: '1d',
    rows: rowsOf([first]),
    partial: true,
  } as const;
  await expect(importBars({ ...deps, marketData }, input)).rejects.toMatchObject({
    code: 'MARKET_UNAVAILABLE',
  });
  expect((await stored()).starts).toEqual([]);
});

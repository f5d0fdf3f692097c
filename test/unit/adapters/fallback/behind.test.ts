import { fallbackMarketData } from '../../../../lib/adapters/fallback/fallbackMarketData';
import { memoryMarketData } from '../../../../lib/adapters/memory/memoryMarketData';
import type { RawBar } from '../../../../lib/market/bar';
import { sessionsBetween } from '../../../../lib/market/calendar/sessionsBetween';
import type { MarketData } from '../../../../lib/ports/MarketData';
import { Problem } from '../../../../lib/problems';
import { recordingLog } from '../../../support/recordingLog';
import { standingClock, walkBars } from '../../../support/world';

const BARS = walkBars('2024-01-02', '2024-03-01');
const SESSIONS = sessionsBetween('2024-01-02', '2024-03-01');
const NOW = SESSIONS[20]!.closeAt;
const ASKED = { symbol: 'ACME', interval: '1d', upTo: NOW, limit: 5 } as const;

/** A provider that ends some sessions before now, with how often it was asked. */
function provider(name: string, behind: number) {
  const bars = BARS.slice(0, 21 - behind);
  const sound = memoryMarketData([{ symbol: 'ACME', interval: '1d', bars }], name);
  const asked = { times: 0 };
  const marketData: MarketData = {
    bars: (query) => {
      asked.times += 1;
      return sound.bars(query);
    },
  };
  return { name, marketData, asked };
}

function served(primaryBehind: number, backupBehind: number) {
  const clock = standingClock(0);
  const log = recordingLog();
  const [primary, backup] = [provider('primary', primaryBehind), provider('backup', backupBehind)];
  const market = fallbackMarketData([primary, backup], { clock, log });
  return { market, clock, log, primary, backup };
}

describe('a provider that repeats what is old', () => {
  it.each([
    ['is passed over for one that is not', 4, 0, 'backup', 1],
    ['is passed over for one that is less so', 6, 5, 'backup', 1],
    ['is passed over where a session of daily bars is missing', 1, 0, 'backup', 1],
    ['serves where none is missing', 0, 0, 'primary', 0],
    ['serves where nobody is ahead of it', 5, 5, 'primary', 1],
    ['serves where the other is even older', 5, 7, 'primary', 1],
  ])('%s', async (_law, primaryBehind, backupBehind, source, asked) => {
    const { market, backup, log } = served(primaryBehind, backupBehind);
    const batch = await market.bars(ASKED);
    expect([batch.source, backup.asked.times]).toEqual([source, asked]);
    const told = { message: 'bars of another source', symbol: 'ACME', source: 'backup' };
    const instead = [{ provider: 'primary', code: 'BARS_STALE' }];
    expect(log.lines).toMatchObject(
      source === 'backup' ? [{ level: 'warn', ...told, instead: expect.arrayContaining(instead) }] : [],
    );
  });

  it('makes the other be asked no more than every quarter of an hour where that has nothing newer', async () => {
    const { market, backup, clock } = served(5, 5);
    for (let minute = 0; minute < 30; minute += 1) {
      await market.bars(ASKED);
      clock.advance(60_000);
    }
    expect(backup.asked.times).toBe(2);
  });

  it('is asked what follows on a bar that is old', async () => {
    const { market } = served(8, 0);
    const { bars, source } = await market.bars({
      symbol: 'ACME',
      interval: '1d',
      after: SESSIONS[12]!.closeAt,
      upTo: NOW,
    });
    expect([bars.length, source]).toEqual([8, 'backup']);
  });

  it('serves where the other fails', async () => {
    const { primary, clock, log } = served(5, 0);
    const down = { bars: () => Promise.reject(new Problem('MARKET_UNAVAILABLE', 'down')) };
    const market = fallbackMarketData([primary, { name: 'backup', marketData: down }], { clock, log });
    expect((await market.bars(ASKED)).source).toBe('primary');
  });

  it('is passed over as soon as the other serves again', async () => {
    const { primary, backup, clock, log } = served(5, 0);
    let isDown = true;
    const recovering: MarketData = {
      bars: (query) =>
        isDown
          ? Promise.reject(new Problem('MARKET_RATE_LIMITED', 'not now'))
          : backup.marketData.bars(query),
    };
    const market = fallbackMarketData([primary, { name: 'backup', marketData: recovering }], { clock, log });
    expect((await market.bars(ASKED)).source).toBe('primary');
    isDown = false;
    expect((await market.bars(ASKED)).source).toBe('backup');
  });
});

/** A market of two providers of 5-minute bars, each of which tells so many bars of a session, not all of them sound. */
function told(first: readonly RawBar[], second: readonly RawBar[] | Problem) {
  const clock = standingClock(SESSIONS[20]!.closeAt);
  const log = recordingLog();
  const marketData = (bars: readonly RawBar[] | Problem, source: string): MarketData =>
    bars instanceof Problem
      ? { bars: () => Promise.reject(bars) }
      : memoryMarketData([{ symbol: 'ACME', interval: '5min', bars }], source);
  const providers = [
    { name: 'primary', marketData: marketData(first, 'primary') },
    { name: 'backup', marketData: marketData(second, 'backup') },
  ];
  const market = fallbackMarketData(providers, { clock, log });
  const asked = (bars: number) => {
    const upTo = OPEN + bars * FIVE_MINUTES_MS;
    return market.bars({ symbol: 'ACME', interval: '5min', after: OPEN, upTo });
  };
  return { asked, log };
}

const FIVE_MINUTES_MS = 300_000;
const OPEN = SESSIONS[20]!.openAt;
const flatBar = { open: 10, high: 11, low: 9, close: 10, volume: 5 };
const SOUND = Array.from({ length: 6 }, (_, place): RawBar => {
  return { ...flatBar, startAt: OPEN + place * FIVE_MINUTES_MS };
});
const SPOILT: Readonly<Record<string, (bar: RawBar) => RawBar>> = {
  'have no price': (bar) => ({ ...bar, open: 0, high: 0, low: 0, close: 0 }),
  'cannot be read': (bar) => ({ ...bar, close: Number.NaN }),
  'have a high below the low': (bar) => ({ ...bar, high: bar.low, low: bar.high }),
  'begin a minute late': (bar) => ({ ...bar, startAt: bar.startAt + 60_000 }),
};

describe.each(Object.entries(SPOILT))('a provider whose newest bars %s', (_how, spoil) => {
  const spoilt = SOUND.map(spoil);

  it('is passed over for one that has sound ones', async () => {
    const { asked } = told(spoilt, SOUND);
    expect(await asked(5)).toEqual({ source: 'backup', bars: SOUND.slice(0, 5) });
  });

  it('is passed over where those before are sound', async () => {
    const { asked } = told([...SOUND.slice(0, 1), ...spoilt.slice(1)], SOUND);
    expect((await asked(5)).source).toBe('backup');
  });

  it('is passed over as soon as it tells the first of them', async () => {
    expect((await told(spoilt, SOUND).asked(2)).source).toBe('backup');
  });

  it('serves as long as no more than three of them are missing, where the other fails', async () => {
    const down = new Problem('MARKET_UNAVAILABLE', 'down');
    expect((await told(spoilt, down).asked(3)).source).toBe('primary');
  });

  it('serves where those that should have closed are sound', async () => {
    const after = { ...spoil(SOUND[4]!), startAt: SOUND[4]!.startAt - 60_000 };
    const { asked } = told([...SOUND.slice(0, 4), after], SOUND);
    expect((await asked(4)).source).toBe('primary');
  });

  it.each<[string, readonly RawBar[] | Problem]>([
    ['are no better', spoilt],
    ['are none', []],
    ['cannot be had', new Problem('MARKET_UNAVAILABLE', 'down')],
  ])('has failed where those of the other %s', async (_what, other) => {
    await expect(told(spoilt, other).asked(5)).rejects.toMatchObject({
      code: 'MARKET_MALFORMED',
      message: expect.stringContaining('None of the 5min bars of "ACME" that primary has can be used.'),
    });
  });
});

describe('a provider that tells nothing at all', () => {
  const query = { symbol: 'ACME', interval: '5min', limit: 5 } as const;
  const market = (clock = standingClock(OPEN + 6 * FIVE_MINUTES_MS)) =>
    fallbackMarketData(
      [[], SOUND].map((bars, place) => ({
        name: `${place}`,
        marketData: memoryMarketData([{ ...query, bars }], `${place}`),
      })),
      { clock, log: recordingLog() },
    );

  it('is passed over where the newest bars are asked for', async () => {
    const upTo = OPEN + 6 * FIVE_MINUTES_MS;
    expect((await market().bars({ ...query, upTo })).source).toBe('1');
  });

  it('has none before where older ones are asked for', async () => {
    const later = standingClock(OPEN + 30 * 86_400_000);
    expect((await market(later).bars({ ...query, upTo: OPEN })).source).toBe('0');
  });
});

import { fallbackMarketData } from '../../../../lib/adapters/fallback/fallbackMarketData';
import { memoryMarketData } from '../../../../lib/adapters/memory/memoryMarketData';
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
    ['serves where it is three bars behind', 3, 0, 'primary', 0],
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

import { memoryMarketData } from '../../../lib/adapters/memory/memoryMarketData';
import { evaluateSeries } from '../../../lib/app/evaluateSeries';
import { createRule } from '../../../lib/app/rules';
import { sessionsBetween } from '../../../lib/market/calendar/sessionsBetween';
import type { MarketData } from '../../../lib/ports/MarketData';
import { walkBars, world } from '../../support/world';

const SYMBOL = 'ACME';
const KEY = { series: SYMBOL, interval: '1d' } as const;
const FROM = '2022-01-03';
const BARS = walkBars(FROM, '2024-03-01', 5);
const CLOSES = sessionsBetween(FROM, '2024-03-01').map(({ closeAt }) => closeAt);
const WRITTEN = 400;

/** How often a source that has the newest so many bars is asked when a rule is written, and by the evaluations of sessions in a row. */
async function calls(sessions: number, most: number) {
  const at = world({ bars: {}, marketNow: CLOSES[WRITTEN]! });
  let asked = 0;
  const marketData: MarketData = {
    bars: (query) => {
      asked += 1;
      const end = CLOSES.findIndex((closeAt) => closeAt > at.marketClock.now());
      const bars = BARS.slice(end - most, end);
      return memoryMarketData([{ symbol: SYMBOL, interval: '1d', bars }]).bars(query);
    },
  };
  const deps = { ...at.deps, marketData };
  const when = { op: '>', left: 'close', right: 1e6 };
  const body = { dsl: '1', name: 'under test', targets: { symbols: [SYMBOL] }, interval: '1d', when };
  await createRule(deps, { tenant: 'local', body });
  const each = [asked];
  for (let place = 1; place <= sessions; place += 1) {
    at.marketClock.set(CLOSES[WRITTEN + place]!);
    asked = 0;
    expect(await evaluateSeries(deps, KEY)).toMatchObject({ bars: 1 });
    each.push(asked);
    // The message may come twice: nothing can have closed since.
    expect(await evaluateSeries(deps, KEY)).toMatchObject({ bars: 0 });
    expect(asked).toBe(each.at(-1));
  }
  return each;
}

describe('the evaluation of a bar', () => {
  it.each([
    ['the last hundred bars, as a free key has', 100, [1, 1, 1, 1, 1, 1]],
    ['more bars than are looked back on, and the first one more', 400, [1, 2, 1, 1, 1, 1]],
  ])('costs one call where the source has %s', async (_what, most, expected) => {
    expect(await calls(5, most)).toEqual(expected);
  });
});

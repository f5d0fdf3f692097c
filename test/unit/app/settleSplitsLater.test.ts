import { memoryMarketData } from '../../../lib/adapters/memory/memoryMarketData';
import { evaluateSeries } from '../../../lib/app/evaluateSeries';
import { createRule } from '../../../lib/app/rules';
import { sessionsBetween } from '../../../lib/market/calendar/sessionsBetween';
import { SEVEN, splitWorld, SYMBOL, WRITTEN } from '../../support/splitWorld';

const MINUTE_MS = 60_000;
const SESSIONS = sessionsBetween(WRITTEN, '2024-01-22');

/** Minutes of the sessions around that of a split, of prices that go up and down in turn. */
const BARS = SESSIONS.flatMap(({ openAt }) =>
  Array.from({ length: 390 }, (_, minute) => {
    const startAt = openAt + minute * MINUTE_MS;
    const scale = startAt >= SEVEN.at ? 1 / 7 : 1;
    const price = (100 + 0.1 * (minute % 2)) * scale;
    return { startAt, open: price, high: price, low: price, close: price, volume: 1_000 / scale };
  }),
);

it('a split that is suspected is none after five days, though its opening is out of sight by then', async () => {
  const at = await splitWorld('not announced', []);
  const deps = {
    ...at.deps,
    marketData: memoryMarketData([{ symbol: SYMBOL, interval: '1min', bars: BARS }]),
  };
  const when = { op: '<', left: 'close', right: 50 };
  const body = { dsl: '1', name: 'below', targets: { symbols: [SYMBOL] }, interval: '1min', when };
  await createRule(deps, { tenant: 'local', body });
  for (const { closeAt } of SESSIONS) {
    at.marketClock.set(closeAt);
    await evaluateSeries(deps, { series: SYMBOL, interval: '1min' });
  }
  expect(await deps.splits.ofSymbol(SYMBOL)).toEqual([{ ...SEVEN, state: 'refuted' }]);
  expect(await at.notices()).toEqual(['maybe a split 7:1, rules wait', 'no split, rules go on']);
  expect(await at.fired()).toEqual(['2024-01-22']);
});

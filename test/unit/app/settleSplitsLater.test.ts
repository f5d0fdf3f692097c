import { memoryMarketData } from '../../../lib/adapters/memory/memoryMarketData';
import { evaluateSeries } from '../../../lib/app/evaluateSeries';
import { createRule } from '../../../lib/app/rules';
import { sessionsBetween } from '../../../lib/market/calendar/sessionsBetween';
import { type Feed, SEVEN, splitWorld, SYMBOL, WRITTEN } from '../../support/splitWorld';

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

/** A rule on minutes that a fall to a seventh makes true, judged session by session. */
async function watched(feed: Feed) {
  const at = await splitWorld(feed, []);
  const deps = {
    ...at.deps,
    marketData: memoryMarketData([{ symbol: SYMBOL, interval: '1min', bars: BARS }]),
  };
  const when = { op: '<', left: 'close', right: 50 };
  const body = { dsl: '1', name: 'below', targets: { symbols: [SYMBOL] }, interval: '1min', when };
  await createRule(deps, { tenant: 'local', body });
  const judge = async ({ openAt, closeAt }: (typeof SESSIONS)[0]) => {
    for (const now of [openAt + MINUTE_MS, closeAt]) {
      at.marketClock.set(now);
      await evaluateSeries(deps, { series: SYMBOL, interval: '1min' });
    }
  };
  return { ...at, judge };
}

it('a split that is suspected is none after five days, though its opening is out of sight by then', async () => {
  const at = await watched('not announced');
  for (const session of SESSIONS) await at.judge(session);
  expect(await at.deps.splits.ofSymbol(SYMBOL)).toEqual([{ ...SEVEN, state: 'refuted' }]);
  expect(await at.notices()).toEqual(['maybe a split 7:1, rules wait', 'no split, rules go on']);
  expect(await at.fired()).toEqual(['2024-01-22']);
});

it('that it was none, as bars of another length have found, is told though its opening is out of sight by then', async () => {
  const at = await watched('down');
  for (const session of SESSIONS.slice(0, 3)) await at.judge(session);
  expect(await at.notices()).toEqual(['maybe a split 7:1, rules wait']);
  await at.deps.splits.put(SYMBOL, { ...SEVEN, state: 'refuted', suspectedUntil: SESSIONS[2]!.closeAt });
  await at.judge(SESSIONS[3]!);
  expect(await at.notices()).toEqual(['maybe a split 7:1, rules wait', 'no split, rules go on']);
});

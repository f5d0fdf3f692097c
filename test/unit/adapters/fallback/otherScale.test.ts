import { fallbackMarketData } from '../../../../lib/adapters/fallback/fallbackMarketData';
import { recognisedMarketData } from '../../../../lib/adapters/fallback/recognisedMarketData';
import { unmixedMarketData } from '../../../../lib/adapters/fallback/unmixedMarketData';
import { memoryMarketData } from '../../../../lib/adapters/memory/memoryMarketData';
import { isMarketNotice } from '../../../../lib/alerts/marketNotice';
import { evaluateSeries } from '../../../../lib/app/evaluateSeries';
import { createRule } from '../../../../lib/app/rules';
import { sessionsBetween } from '../../../../lib/market/calendar/sessionsBetween';
import type { RawBar } from '../../../../lib/market/bar';
import { scaledBar } from '../../../../lib/market/rebasedBars';
import type { BarQuery } from '../../../../lib/ports/MarketData';
import { isProblem, Problem } from '../../../../lib/problems';
import { normals } from '../../../support/madeBars';
import { world } from '../../../support/world';

const MINUTES_5 = 300_000;
const SESSIONS = sessionsBetween('2024-06-03', '2024-06-12');
const TODAY = SESSIONS.at(-1)!;
const BARS = 78;

const draw = normals(5);
let price = 500;
/** A calm index fund. */
const FUND: readonly RawBar[] = SESSIONS.flatMap(({ openAt }) =>
  Array.from({ length: BARS }, (_, place): RawBar => {
    const open = price;
    price *= Math.exp(0.0006 * draw());
    return {
      startAt: openAt + place * MINUTES_5,
      open,
      high: Math.max(open, price),
      low: Math.min(open, price),
      close: price,
      volume: 1_000,
    };
  }),
);
/** Another on the same index, at a little less: the closes of both go side by side. */
const SISTER = FUND.map((bar) => scaledBar(bar, 0.97));

type Answer = 'fund' | 'sister' | 'down';
type Answers = readonly [first: Answer, second: Answer];

/** A session of two vendors that answer so at each bar: what fired, and how many bars of another scale were stored. */
async function played(answersAt: (bar: number) => Answers) {
  const at = world({ bars: {}, marketNow: SESSIONS.at(-2)!.closeAt });
  let answers = answersAt(0);
  const provider = (name: string, place: 0 | 1) => {
    const of = (bars: readonly RawBar[]) =>
      memoryMarketData([{ symbol: 'SPY', interval: '5min', bars }], name);
    const told = { fund: of(FUND), sister: of(SISTER) };
    const marketData = {
      bars: async (query: BarQuery) => {
        const answer = answers[place];
        if (answer === 'down') throw new Problem('MARKET_UNAVAILABLE', 'down');
        return told[answer].bars(query);
      },
    };
    const recognised = recognisedMarketData({ name, marketData }, at.stores.bars);
    return { name, marketData: unmixedMarketData({ name, marketData: recognised }, at.stores.bars) };
  };
  const marketData = fallbackMarketData([provider('first', 0), provider('second', 1)], {
    clock: at.clock,
    log: at.deps.log,
  });
  const deps = { ...at.deps, marketData };
  const when = { op: 'moves_down', left: 'close', by: { pct: 2 }, within: '1bars' };
  const body = { dsl: '1', name: 'falls', targets: { symbols: ['SPY'] }, interval: '5min', when };
  await createRule(deps, { tenant: 'local', body });
  let refused = 0;
  for (let bar = 1; bar <= BARS; bar += 1) {
    answers = answersAt(bar);
    at.marketClock.set(TODAY.openAt + bar * MINUTES_5);
    at.clock.advance(MINUTES_5);
    try {
      await evaluateSeries(deps, { series: 'SPY', interval: '5min' });
    } catch (error) {
      if (!isProblem(error)) throw error;
      refused += 1;
    }
  }
  const { items } = await at.stores.alerts.list({ tenant: 'local', limit: 100 });
  const stored = await at.stores.bars.newest({
    series: 'SPY',
    interval: '5min',
    upTo: TODAY.closeAt,
    limit: BARS,
  });
  const closes = new Map(FUND.map(({ startAt, close }) => [startAt, close]));
  const wrong = stored.filter(({ startAt, close }) => Math.abs(close / closes.get(startAt)! - 1) > 0.01);
  const fired = items.filter((alert) => !isMarketNotice(alert));
  return { fired: fired.length, wrong: wrong.length, stored: stored.length, isRefused: refused > 0 };
}

const RIGHT = { fired: 0, wrong: 0, stored: BARS };

describe('bars on another scale that begin within a session', () => {
  it.each<[string, boolean, (bar: number) => Answers]>([
    [
      'of the only source there is, are refused until it is right again',
      true,
      (bar) => [bar >= 40 && bar < 50 ? 'sister' : 'fund', 'down'],
    ],
    [
      'are refused for a second source that is right',
      false,
      (bar) => [bar >= 40 && bar < 50 ? 'sister' : 'fund', 'fund'],
    ],
    [
      'of a second source with which the first has agreed, are refused',
      true,
      (bar) => {
        if (bar < 20 || (bar >= 30 && bar < 40) || bar >= 50) return ['fund', 'fund'];
        return ['down', bar < 30 ? 'fund' : 'sister'];
      },
    ],
    [
      'of a second source that has never agreed, are refused',
      true,
      (bar) => [bar >= 40 && bar < 50 ? 'down' : 'fund', 'sister'],
    ],
  ])('%s', async (_whose, isRefused, answersAt) => {
    expect(await played(answersAt)).toEqual({ ...RIGHT, isRefused });
  });
});

it.each([1, 5, 10, 15, 19, 21])(
  'bars on another scale that begin at bar %i of a session are refused',
  async (first) => {
    const answersAt = (bar: number): Answers => [
      bar >= first && bar < first + 10 ? 'sister' : 'fund',
      'down',
    ];
    // Before the second bar nothing of the day is stored, and the first may have followed on a dividend.
    expect(await played((bar) => (bar <= 1 ? ['fund', 'down'] : answersAt(bar)))).toEqual({
      ...RIGHT,
      isRefused: true,
    });
  },
);

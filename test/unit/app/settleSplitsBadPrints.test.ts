import { priceFactor, type Split } from '../../../lib/market/split';
import type { RawBar } from '../../../lib/market/bar';
import { sessionsBetween } from '../../../lib/market/calendar/sessionsBetween';
import { scaledBar } from '../../../lib/market/rebasedBars';
import {
  closeBefore,
  type Feed,
  FOURTH,
  LAST,
  SECOND,
  SEVEN,
  SPLIT,
  splitWorld,
  startOf,
  SYMBOL,
  THIRD,
  traded,
  UNSPLIT,
} from '../../support/splitWorld';

const FIVE = { ...SEVEN, numerator: 5, denominator: 4 };

/** Bars as they are traded over a split, of which one was told wrong, as if shares had been so many times as dear. */
const spoilt = (date: string, by: number, split: Split): RawBar[] =>
  traded(UNSPLIT, { ...split, state: 'confirmed' }).map((bar) =>
    bar.startAt === startOf(date) ? scaledBar(bar, by) : bar,
  );

/** Bars that come back by 17 % during the session of a split, and stay there. */
const rallied = (split: Split): RawBar[] =>
  traded(UNSPLIT, { ...split, state: 'confirmed' }).map((bar) => {
    if (bar.startAt < startOf(SPLIT)) return bar;
    const up = { ...scaledBar(bar, 1.17), volume: bar.volume };
    return bar.startAt > startOf(SPLIT) ? up : { ...up, open: bar.open, low: Math.min(bar.open, up.low) };
  });

describe('an announced split is confirmed, live as by who catches up,', () => {
  it.each<[string, Feed, Split, readonly RawBar[]]>([
    ['though its first bar is 35 % too high', 'announced', SEVEN, spoilt(SPLIT, 1.35, SEVEN)],
    ['though its first bar is five times too high', 'announced', SEVEN, spoilt(SPLIT, 5, SEVEN)],
    ['though its first bar stands where no split was', 'announced', SEVEN, spoilt(SPLIT, 9.1, SEVEN)],
    ['though the bar before was too low', 'announced as 5:4', FIVE, spoilt(LAST, 0.7, FIVE)],
    ['though the price came back by more than half that day', 'announced as 5:4', FIVE, rallied(FIVE)],
  ])('%s', async (_what, feed, split, bars) => {
    const runs = [[LAST, SPLIT, SECOND, THIRD, FOURTH], [FOURTH]].map(async (dates) => {
      const at = await splitWorld(feed, bars);
      // On the scale of now it is above all prices around, and on that of before below them.
      await at.write({
        op: '>',
        left: 'close',
        right: closeBefore * Math.sqrt(1 / priceFactor([split])) * 1.2,
      });
      await at.write({
        op: '<',
        left: 'close',
        right: (closeBefore * Math.sqrt(priceFactor([split]))) / 1.2,
      });
      for (const date of dates) await at.judge(date);
      const { numerator, denominator } = split;
      expect(await at.stores.splits.ofSymbol(SYMBOL)).toMatchObject([
        { at: SEVEN.at, numerator, denominator, state: 'confirmed' },
      ]);
      return { notices: await at.notices(), fired: await at.fired() };
    });
    const [live, caughtUp] = await Promise.all(runs);
    const { numerator, denominator } = split;
    expect(live?.notices).toEqual([`split ${numerator}:${denominator}, prices in rules follow`]);
    expect(live).toEqual(caughtUp);
    expect(live?.fired).toEqual([]);
  });
});

/** A price that goes by some 4 % a day and splits 5:4, of which nothing is traded in so many sessions from then on. */
function halted(sessions: number, scale: 'old' | 'new' = 'new'): readonly RawBar[] {
  const wild = UNSPLIT.map((bar): RawBar => {
    const further = (price: number): number => 100 * (price / 100) ** 3;
    const [open, high, low, close] = [bar.open, bar.high, bar.low, bar.close].map(further);
    return { ...bar, open: open!, high: high!, low: low!, close: close! };
  });
  const first = wild.findIndex(({ startAt }) => startAt === startOf(SPLIT));
  // A price that five and four divide without a rest.
  const close = 5 * Math.round(wild[first - 1]!.close / 5);
  const price = scale === 'new' ? 0.8 * close : close;
  return traded(wild, { ...FIVE, state: 'confirmed' }).map((bar, place) => {
    if (place === first - 1)
      return { ...bar, close, high: Math.max(bar.high, close), low: Math.min(bar.low, close) };
    if (place < first || place >= first + sessions) return bar;
    return { ...bar, open: price, high: price, low: price, close: price, volume: 0 };
  });
}

it.each([1, 2, 5])(
  'an announced split is confirmed though nothing is traded for %i sessions',
  async (sessions) => {
    const at = await splitWorld('announced as 5:4', halted(sessions));
    await at.write({ op: '>', left: 'close', right: 1e9 });
    const known = async () => (await at.stores.splits.ofSymbol(SYMBOL)).map(({ state }) => state);
    for (const { date } of sessionsBetween(LAST, '2024-01-26')) await at.judge(date);
    expect(await known()).toEqual(['confirmed']);
  },
);

it.each([2, 5])(
  'a halt at the price of before an announced split fires nothing, live as by who catches up: %i sessions',
  async (sessions) => {
    const dates = sessionsBetween(LAST, '2024-01-26').map(({ date }) => date);
    const runs = [dates, dates.slice(-1)].map(async (judged) => {
      const at = await splitWorld('announced as 5:4', halted(sessions, 'old'));
      for (const by of [1, -1])
        await at.write({
          op: by > 0 ? 'moves_up' : 'moves_down',
          left: 'close',
          by: { pct: 12 },
          within: '1bars',
        });
      for (const date of judged) await at.judge(date);
      return { notices: await at.notices(), fired: await at.fired() };
    });
    const [live, caughtUp] = await Promise.all(runs);
    expect(live).toEqual({ notices: ['split 5:4, prices in rules follow'], fired: [] });
    expect(caughtUp).toEqual(live);
  },
);

import { priceFactor, type Split } from '../../../lib/market/split';
import type { RawBar } from '../../../lib/market/bar';
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

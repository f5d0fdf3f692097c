import type { RawBar } from '../../../lib/market/bar';
import { sessionsBetween } from '../../../lib/market/calendar/sessionsBetween';
import type { SplitFeed } from '../../../lib/ports/SplitFeed';
import {
  closeBefore,
  closeOf,
  LAST,
  SEVEN,
  SPLIT,
  splitWorld,
  startOf,
  SYMBOL,
  traded,
  UNSPLIT,
} from '../../support/splitWorld';

const DATES = sessionsBetween(LAST, '2024-02-29').map(({ date }) => date);

/** As a vendor answers: those of the days that were asked for. */
const splitFeed: SplitFeed = {
  splits: async ({ fromDate, toDate }) =>
    fromDate <= SPLIT && SPLIT <= toDate ? [{ sessionDate: SPLIT, numerator: 7, denominator: 1 }] : [],
};

/** Nothing is traded from the day of a split on, and so many sessions later it is at the new count; by bars without volume, or by none. */
async function halted(sessions: number, isTold: boolean) {
  const resumed = DATES[DATES.indexOf(SPLIT) + sessions]!;
  const bars = traded(UNSPLIT, { ...SEVEN, at: startOf(resumed) }).flatMap((bar): RawBar[] => {
    if (bar.startAt < startOf(SPLIT) || bar.startAt >= startOf(resumed)) return [bar];
    const close = closeBefore;
    return isTold ? [{ ...bar, open: close, high: close, low: close, close, volume: 0 }] : [];
  });
  const at = await splitWorld('none', bars);
  await at.write({ op: 'moves_down', left: 'close', by: { pct: 10 }, within: '5bars' });
  await at.write({ op: '<', left: 'close', right: closeBefore * 0.5 });
  const deps = { ...at.deps, splitFeed };
  const known = () => at.stores.splits.ofSymbol(SYMBOL);
  return { ...at, deps, resumed, known };
}

const CASES = [4, 5, 6, 8, 12].flatMap((sessions) =>
  [true, false].map((isTold) => [sessions, isTold] as const),
);

describe.each(CASES)('of a split in a halt of %i sessions (bars without volume: %s)', (sessions, isTold) => {
  it('nothing fires, and it is one of the session in which shares are traded again', async () => {
    const { deps, resumed, known, judge, fired, notices } = await halted(sessions, isTold);
    for (const date of DATES) await judge(date, deps);
    expect(await known()).toEqual([{ ...SEVEN, at: startOf(resumed) }]);
    expect(await fired()).toEqual([]);
    expect(await notices()).toEqual(['split 7:1, prices in rules follow']);
  });

  it('prices in a rule that is written in the halt are those of before', async () => {
    const { deps, resumed, judge, marketClock, write, fired } = await halted(sessions, isTold);
    const [inside] = DATES.filter((date) => date > SPLIT);
    for (const date of DATES.filter((day) => day <= inside!)) await judge(date, deps);
    marketClock.set(closeOf(inside!));
    await write({ op: '<', left: 'close', right: closeBefore * 0.6 });
    for (const date of DATES.filter((day) => day > inside!)) await judge(date, deps);
    expect({ resumed, fired: await fired() }).toEqual({ resumed, fired: [] });
  });

  it('it is confirmed where the feed is down until rules wait', async () => {
    const { deps, fedBy, resumed, known, judge, fired, notices } = await halted(sessions, isTold);
    const later = DATES[DATES.indexOf(resumed) + 3]!;
    for (const date of DATES) await judge(date, date < later ? fedBy('down') : deps);
    expect(await known()).toEqual([{ ...SEVEN, at: startOf(resumed) }]);
    expect(await fired()).toEqual([]);
    expect(await notices()).toEqual(['maybe a split 7:1, rules wait', 'split 7:1, prices in rules follow']);
  });
});

import { createRule } from '../../../lib/app/rules';
import { trainingBars } from '../../../lib/app/trainingBars';
import { sessionsBetween } from '../../../lib/market/calendar/sessionsBetween';
import { scaledBar } from '../../../lib/market/rebasedBars';
import type { SplitFeed } from '../../../lib/ports/SplitFeed';
import {
  closeOf,
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

/** Prices of a source that tells them as if it had always been so many shares: they move by so many per cent in a session. */
const moved = (pct: number, date: string = SPLIT) =>
  UNSPLIT.map((bar) => (bar.startAt < startOf(date) ? bar : scaledBar(bar, 1 + pct / 100)));

const announcing = (numerator: number, denominator: number): SplitFeed => ({
  splits: async ({ fromDate, toDate }) =>
    fromDate <= SPLIT && SPLIT <= toDate ? [{ sessionDate: SPLIT, numerator, denominator }] : [],
});

const WAITS = /^maybe a split .*, rules wait$/;

describe('an announced split in a past that is rescaled by now', () => {
  it.each([
    [1, 10, -5],
    [1, 10, -15],
    [1, 10, -30],
    [4, 1, 12],
    [4, 1, -12],
  ])('of %i:%i is nothing to who looks back where prices moved by %i %%', async (many, few, pct) => {
    const at = await splitWorld('none', moved(pct));
    const deps = { ...at.deps, splitFeed: announcing(many, few) };
    at.marketClock.set(closeOf(SECOND));
    const when = { op: '>', left: { ind: 'sma', n: 50 }, right: 1 } as const;
    const body = { dsl: '1', name: 'sma', targets: { symbols: [SYMBOL] }, interval: '1d', when };
    await createRule(deps, { tenant: 'local', body });
    for (const { date } of sessionsBetween(THIRD, '2024-02-09')) await at.judge(date, deps);
    expect(await at.fired()).toEqual([THIRD]);
    expect(await at.notices()).toEqual([]);
    expect((await trainingBars(deps, SYMBOL, '1d')).bars.length).toBeGreaterThan(250);
  });

  it('is nothing where prices move so far by themselves', async () => {
    const wild = moved(-16).map((bar, place) => scaledBar(bar, 1.06 ** (place % 2)));
    const at = await splitWorld('none', wild);
    const deps = { ...at.deps, splitFeed: announcing(2, 1) };
    at.marketClock.set(closeOf('2024-01-26'));
    await at.write({ op: '>', left: { ind: 'sma', n: 50 }, right: 1 });
    for (const { date } of sessionsBetween('2024-01-29', '2024-02-02')) await at.judge(date, deps);
    expect(await at.fired()).toEqual(['2024-01-29']);
  });
});

describe('an announced split that the price of its session does not speak for', () => {
  /** What is told, session by session, of a rule from before that holds throughout. */
  async function told(pct: number, [numerator, denominator]: readonly [number, number]) {
    const at = await splitWorld('none', moved(pct));
    const deps = { ...at.deps, splitFeed: announcing(numerator, denominator) };
    await at.write({ op: 'moves_down', left: 'close', by: { pct: 0.01 }, within: '5bars' });
    for (const date of [LAST, SPLIT, SECOND, THIRD]) await at.judge(date, deps);
    const atFirst = await at.notices();
    for (const { date } of sessionsBetween(FOURTH, '2024-02-09')) await at.judge(date, deps);
    return { atFirst, later: (await at.notices()).slice(atFirst.length) };
  }

  it('is none five days later where prices stood nearer to those of before: their scale has not stepped', async () => {
    expect(await told(-15, [1, 10])).toEqual({
      atFirst: [expect.stringMatching(WAITS)],
      later: ['no split, rules go on'],
    });
  });

  it('stays suspected where they stood nearer to it', async () => {
    expect(await told(-50, [3, 2])).toEqual({ atFirst: [expect.stringMatching(WAITS)], later: [] });
  });
});

describe('an announced split of the session before, rescaled by now,', () => {
  async function fallen(pct: number) {
    const at = await splitWorld('announced as 5:4', moved(-pct, SECOND));
    await at.write({ op: 'moves_down', left: 'close', by: { pct: 8 }, within: '1bars' });
    for (const date of [LAST, SPLIT, SECOND, THIRD]) await at.judge(date);
    const suspected = (await at.notices()).filter((words) => WAITS.test(words));
    for (const { date } of sessionsBetween(FOURTH, '2024-01-26')) await at.judge(date);
    return { fired: await at.fired(), suspected, notices: await at.notices() };
  }

  it('is not meant by a fall that it does not explain half of', async () => {
    expect(await fallen(12)).toEqual({ fired: [SECOND], suspected: [], notices: [] });
  });

  it('may be meant by one that it explains most of, for five days', async () => {
    expect(await fallen(25)).toEqual({
      fired: [],
      suspected: ['maybe a split 5:4, rules wait'],
      notices: ['maybe a split 5:4, rules wait', 'no split, rules go on'],
    });
  });
});

describe('an opening that was judged before', () => {
  it('is no split to who looks back on it where a feed answers that there was none, whatever its volume', async () => {
    const at = await splitWorld('not announced');
    at.marketClock.set(closeOf(SECOND));
    await at.write({ op: '>', left: { ind: 'sma', n: 40 }, right: 1 });
    await at.judge(THIRD);
    expect(await at.fired()).toEqual([THIRD]);
    expect(await at.notices()).toEqual([]);
  });

  it('and was none by then is one once it is announced, as soon as the feed is asked again', async () => {
    const later = traded(UNSPLIT, { ...SEVEN, numerator: 5, denominator: 4 }).map((bar) =>
      bar.startAt < startOf(FOURTH) ? bar : scaledBar(bar, 0.85),
    );
    const at = await splitWorld('not announced', later);
    await at.write({ op: '>', left: 'close', right: 1e9 });
    for (const date of [LAST, SPLIT, SECOND]) await at.judge(date);
    expect(await at.stores.splits.ofSymbol(SYMBOL)).toMatchObject([{ at: SEVEN.at, state: 'refuted' }]);
    for (const date of [THIRD, FOURTH]) await at.judge(date, at.fedBy('announced as 5:4'));
    const [split] = await at.stores.splits.ofSymbol(SYMBOL);
    expect(split).toMatchObject({ at: SEVEN.at, numerator: 5, state: 'confirmed' });
    expect(await at.notices()).toEqual(['split 5:4, prices in rules follow']);
  });
});

it('an announcement is of one split: a fall as far on the next day is another, which nobody has announced', async () => {
  const twice = traded(traded(), { ...SEVEN, at: startOf(SECOND) });
  const at = await splitWorld('announced', twice);
  await at.write({ op: '>', left: 'close', right: 1e9 });
  for (const date of [LAST, SPLIT, SECOND, THIRD]) await at.judge(date);
  expect(await at.stores.splits.ofSymbol(SYMBOL)).toMatchObject([
    { at: SEVEN.at, state: 'confirmed' },
    { at: startOf(SECOND), state: 'suspected' },
  ]);
});

it('a suspicion of a session in which these bars are halted ends by the first that is traded', async () => {
  const dates = sessionsBetween(SPLIT, '2024-02-02').map(({ date }) => date);
  const resumed = dates[5]!;
  const halted = UNSPLIT.filter(({ startAt }) => startAt < startOf(SPLIT) || startAt >= startOf(resumed));
  const at = await splitWorld('not announced', halted);
  await at.write({ op: '>', left: 'close', right: 1 });
  await at.judge(LAST);
  // As bars of another length have found.
  await at.deps.splits.put(SYMBOL, { ...SEVEN, state: 'suspected' });
  for (const date of dates) await at.judge(date);
  expect(await at.stores.splits.ofSymbol(SYMBOL)).toMatchObject([{ at: SEVEN.at, state: 'refuted' }]);
});

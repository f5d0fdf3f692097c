import { checkAlerts } from '../../../lib/app/checkAlerts';
import { pauseRule, resumeRule } from '../../../lib/app/pauseRule';
import { scaledBar } from '../../../lib/market/rebasedBars';
import type { Cond } from '../../../lib/rules/rule';
import { Crash } from '../../support/faults';
import { mortal, type Death } from '../../support/mortal';
import {
  closeBefore,
  type Feed,
  FOURTH,
  LAST,
  SECOND,
  SEVEN,
  SPLIT,
  splitWorld,
  SYMBOL,
  THIRD,
  traded,
  UNSPLIT,
} from '../../support/splitWorld';

const FALLS: Cond = { op: 'moves_down', left: 'close', by: { pct: 10 }, within: '1bars' };
const BELOW: Cond = { op: '<', left: 'close', right: 0.85 * closeBefore };
const ABOVE: Cond = { op: '>', left: 'close', right: 0.5 * closeBefore };

const CONFIRMED = 'split 7:1, prices in rules follow';
const SUSPECTED = 'maybe a split 7:1, rules wait';
const REFUTED = 'no split, rules go on';

/** Judges the sessions around that of a split, by rules that a fall would fire. */
async function around(feed: Feed, bars?: typeof UNSPLIT) {
  const at = await splitWorld(feed, bars);
  const ids = [await at.write(FALLS), await at.write(BELOW), await at.write(ABOVE)];
  for (const date of [LAST, SPLIT, SECOND]) await at.judge(date);
  return { ...at, ids };
}

describe('a session that opens far from the close before', () => {
  it.each<[Feed, string, string, string[]]>([
    ['announced', 'confirmed', CONFIRMED, [LAST]],
    ['not announced', 'suspected', SUSPECTED, [LAST]],
    ['down', 'suspected', SUSPECTED, [LAST]],
    ['none', 'suspected', SUSPECTED, [LAST]],
  ])('as after a split that is %s makes it %s, which is told once', async (feed, state, told, fired) => {
    const at = await around(feed);
    expect(await at.stores.splits.ofSymbol(SYMBOL)).toEqual([{ ...SEVEN, state }]);
    expect(await at.notices()).toEqual([told]);
    // Only the rule that has held all the time has fired, before the split.
    expect(await at.fired()).toEqual(fired);
    expect(await at.sent()).toBe(2);
  });

  it('is unconfirmed to who asks, as long as it is suspected', async () => {
    const at = await around('none');
    const { outcomes } = await checkAlerts(at.deps, { tenant: 'local', symbol: SYMBOL, interval: '1d' });
    expect(outcomes.map(({ why }) => why)).toEqual(['unconfirmed', 'unconfirmed', 'unconfirmed']);
  });

  it('is suspected as it was announced where the price speaks of another split', async () => {
    const at = await around('announced otherwise');
    const split = { ...SEVEN, numerator: 3, denominator: 2, state: 'suspected' };
    expect(await at.stores.splits.ofSymbol(SYMBOL)).toEqual([split]);
    expect(await at.notices()).toEqual(['maybe a split 3:2, rules wait']);
    expect(await at.fired()).toEqual([LAST]);
  });

  it.each<[string, Feed, string[]]>([
    ['of 3:2 is a move where a feed answers that there was no split', 'not announced', []],
    ['of 3:2 may be a split while no feed answers', 'down', ['maybe a split 3:2, rules wait']],
    ['of 3:2 may be a split where there is no feed', 'none', ['maybe a split 3:2, rules wait']],
  ])('as after one %s', async (_what, feed, told) => {
    const at = await splitWorld(feed, traded(UNSPLIT, { ...SEVEN, numerator: 3, denominator: 2 }));
    await at.write(FALLS);
    for (const date of [LAST, SPLIT, SECOND]) await at.judge(date);
    expect(await at.notices()).toEqual(told);
    expect(await at.fired()).toEqual(told.length === 0 ? [SPLIT] : []);
  });

  it('is no split where a session has opened as any other, though one was announced', async () => {
    const at = await around('announced', UNSPLIT);
    expect(await at.stores.splits.ofSymbol(SYMBOL)).toEqual([]);
    expect(await at.notices()).toEqual([]);
  });
});

describe('a session that opens as far away as prices of its symbol do', () => {
  /** A price that goes by 5 % a day, and splits 5:4. */
  const split = { ...SEVEN, numerator: 5, denominator: 4 };
  const wild = UNSPLIT.map((bar, place) => scaledBar(bar, 1.05 ** (place % 2)));

  it.each<[Feed, string[]]>([
    ['announced as 5:4', ['split 5:4, prices in rules follow']],
    ['not announced', []],
    ['none', []],
  ])('has split only where that is announced: here it is %s', async (feed, told) => {
    const at = await splitWorld(feed, traded(wild, split));
    await at.write(ABOVE);
    for (const date of [LAST, SPLIT, SECOND]) await at.judge(date);
    expect(await at.notices()).toEqual(told);
  });
});

describe('a split that is suspected', () => {
  it('is confirmed once it is announced, and rules go on by their prices on the new scale', async () => {
    const at = await around('not announced');
    await at.judge(THIRD, at.fedBy('announced'));
    expect(await at.stores.splits.ofSymbol(SYMBOL)).toEqual([SEVEN]);
    expect(await at.notices()).toEqual([SUSPECTED, CONFIRMED]);
    expect(await at.fired()).toEqual([LAST]);
  });

  it('is none where a feed has not announced it for five days, and rules are judged again', async () => {
    const at = await around('not announced');
    await at.judge(THIRD);
    expect(await at.notices()).toEqual([SUSPECTED]);
    await at.judge(FOURTH);
    expect(await at.stores.splits.ofSymbol(SYMBOL)).toEqual([{ ...SEVEN, state: 'refuted' }]);
    expect(await at.notices()).toEqual([SUSPECTED, REFUTED]);
    // The price has fallen after all.
    expect(await at.fired()).toEqual([LAST, FOURTH]);
    await at.judge('2024-01-23');
    expect(await at.notices()).toHaveLength(2);
  });

  it.each([
    ['within two weeks was one after all', '2024-01-30', 'confirmed'],
    ['later stays none', '2024-02-02', 'refuted'],
  ])('that was none and is announced %s', async (_when, date, state) => {
    const at = await around('not announced');
    for (const day of [THIRD, FOURTH]) await at.judge(day);
    await at.judge(date, at.fedBy('announced'));
    expect(await at.stores.splits.ofSymbol(SYMBOL)).toEqual([{ ...SEVEN, state }]);
  });

  it('is told as confirmed though somebody else has confirmed it, to who has a rule from before', async () => {
    const at = await around('none');
    await at.deps.splits.put(SYMBOL, SEVEN);
    for (const date of [THIRD, FOURTH]) await at.judge(date);
    expect(await at.notices()).toEqual([SUSPECTED, CONFIRMED]);
    expect(await at.fired()).toEqual([LAST]);
  });

  it.each<[string, boolean, string[]]>([
    ['whose rule was paused while it was suspected, and waits no more', false, []],
    ['whose rule was paused, once it is confirmed', true, [CONFIRMED]],
  ])('is told so to a tenant %s', async (_name, isConfirmed, told) => {
    const at = await splitWorld('none');
    await at.write(FALLS);
    const id = await at.write(BELOW, 'zenith');
    await pauseRule(at.deps, { tenant: 'zenith', id });
    for (const date of [LAST, SPLIT, SECOND]) await at.judge(date);
    await resumeRule(at.deps, { tenant: 'zenith', id });
    if (isConfirmed) await at.deps.splits.put(SYMBOL, SEVEN);
    await at.judge(THIRD);
    expect(await at.notices('zenith')).toEqual(told);
  });

  it('is not told, once it is confirmed, to who has written rules since', async () => {
    const at = await around('announced');
    await at.write(BELOW, 'zenith');
    await at.judge(THIRD);
    expect(await at.notices('zenith')).toEqual([]);
  });

  it('is none where it was announced otherwise first, and is not any more', async () => {
    const at = await around('announced otherwise');
    await at.judge(FOURTH, at.fedBy('not announced'));
    expect(await at.notices()).toEqual(['maybe a split 3:2, rules wait', REFUTED]);
    expect(await at.stores.splits.ofSymbol(SYMBOL)).toMatchObject([{ numerator: 3, state: 'refuted' }]);
  });

  it.each(['down', 'none'] as const)('stays so where a feed is %s', async (feed) => {
    const at = await around(feed);
    for (const date of [THIRD, FOURTH, '2024-01-23']) await at.judge(date);
    expect(await at.stores.splits.ofSymbol(SYMBOL)).toMatchObject([{ state: 'suspected' }]);
    expect(await at.notices()).toEqual([SUSPECTED]);
    expect(await at.fired()).toEqual([LAST]);
  });

  it('lets rules be judged that were paused and resumed since, or written since', async () => {
    const at = await around('none');
    const [, below] = at.ids as [string, string, string];
    await pauseRule(at.deps, { tenant: 'local', id: below });
    await resumeRule(at.deps, { tenant: 'local', id: below });
    await at.judge(THIRD);
    expect(await at.fired()).toEqual([LAST, THIRD]);
    await at.write(BELOW);
    await at.judge(FOURTH);
    expect(await at.fired()).toEqual([LAST, THIRD, FOURTH]);
  });
});

it.each([
  ['confirmed', CONFIRMED],
  ['suspected', SUSPECTED],
] as const)(
  'a split that somebody else has found %s is told once by who judges over it',
  async (state, told) => {
    const at = await splitWorld('not announced');
    await at.write(FALLS);
    await at.judge(LAST);
    await at.deps.splits.put(SYMBOL, { ...SEVEN, state });
    await at.judge(SPLIT);
    await at.judge(SECOND);
    expect(await at.notices()).toEqual([told]);
    expect(await at.fired()).toEqual([]);
  },
);

/** A worker that dies while it judges over a split, one that comes after it, and the reconciler. */
async function survived(feed: Feed, death: Death | undefined) {
  const at = await splitWorld(feed);
  await at.write(FALLS);
  // What nobody announces is seen once the next bar has not gone back.
  const [before, over, later] = feed === 'none' ? [SPLIT, SECOND, THIRD] : [LAST, SPLIT, SECOND];
  await at.judge(before);
  const worker = mortal(at.deps, death);
  const failure = await at.judge(over, worker.deps).catch((error: unknown) => error);
  await at.judge(later);
  for (let minute = 0; minute < 4; minute += 1) await at.sent();
  const died = failure instanceof Crash;
  return {
    died,
    writes: worker.writes,
    told: await at.notices(),
    sent: await at.sent(),
    fired: await at.fired(),
  };
}

it.each([
  ['announced', CONFIRMED],
  ['none', SUSPECTED],
] as const)(
  'of a split that is %s a worker that dies keeps nobody from being told once',
  async (feed, told) => {
    const { writes } = await survived(feed, undefined);
    expect(writes).toEqual(expect.arrayContaining(['splits.put', 'alerts.record', 'bars.putFirst']));
    for (const when of ['before', 'after'] as const)
      for (const [place, write] of writes.entries()) {
        const { died, ...end } = await survived(feed, { call: place + 1, when });
        expect({ when, write, died, ...end, writes }).toEqual({
          when,
          write,
          died: true,
          writes,
          told: [told],
          sent: 1,
          fired: [],
        });
      }
  },
);

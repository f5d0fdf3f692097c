import { checkAlerts } from '../../../lib/app/checkAlerts';
import { readRule } from '../../../lib/app/readRules';
import { replaceRule } from '../../../lib/app/rules';
import type { RawBar } from '../../../lib/market/bar';
import { scaledBar } from '../../../lib/market/rebasedBars';
import { REFUTED_AFTER_MS } from '../../../lib/market/split';
import {
  closeBefore,
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

/** A fall as of a split, on a Thursday: a Monday is four days later, and a Tuesday five. */
const FALL = { ...SEVEN, at: startOf(SECOND) };
const [MONDAY, TUESDAY] = [FOURTH, '2024-01-23'];

const fallen = async () => {
  const at = await splitWorld('not announced', traded(UNSPLIT, FALL));
  await at.write({ op: '<', left: 'close', right: 0.5 * closeBefore });
  const state = async () => (await at.stores.splits.ofSymbol(SYMBOL)).map((split) => split.state);
  return { ...at, state };
};

describe('a split that nobody announces', () => {
  it('is suspected in the last session before five days are over, and none in the first after', async () => {
    expect(startOf(TUESDAY) - FALL.at).toBe(REFUTED_AFTER_MS);
    const at = await fallen();
    for (const date of [LAST, SPLIT, SECOND, THIRD, MONDAY]) await at.judge(date);
    expect([await at.state(), await at.fired()]).toEqual([['suspected'], []]);
    await at.judge(TUESDAY);
    expect([await at.state(), await at.fired()]).toEqual([['refuted'], [TUESDAY]]);
  });

  it('keeps rules waiting for as long where all of it is judged at once', async () => {
    const at = await fallen();
    await at.judge(TUESDAY);
    expect([await at.state(), await at.fired()]).toEqual([['refuted'], [TUESDAY]]);
  });
});

/** A gap of a third that may be a split 3:2, of which a feed tells nothing on its day. */
const GAP = UNSPLIT.map((bar): RawBar => {
  if (bar.startAt < startOf(SPLIT)) return bar;
  return { ...scaledBar(bar, 2 / 3), volume: bar.startAt === startOf(SPLIT) ? 6 * bar.volume : bar.volume };
});
const WAITS = 'maybe a split 3:2, rules wait';
const GOES_ON = 'no split, rules go on';

describe('how a suspicion ends', () => {
  it.each([false, true])(
    'is told to whoever was told that rules wait, be it found for another tenant (%s)',
    async (isAsked) => {
      const at = await splitWorld('not announced', GAP);
      for (const tenant of ['local', 'zenith'])
        await at.write({ op: '>', left: 'close', right: 1e9 }, tenant);
      for (const date of [LAST, SPLIT]) await at.judge(date, at.fedBy('down'));
      expect(await at.notices('zenith')).toEqual([WAITS]);
      at.marketClock.set(closeOf(SECOND));
      if (isAsked) await checkAlerts(at.deps, { tenant: 'local', symbol: SYMBOL, interval: '1d' });
      for (const date of [SECOND, THIRD]) await at.judge(date);
      expect(await at.notices('zenith')).toEqual([WAITS, GOES_ON]);
      expect(await at.notices('local')).toEqual([WAITS, GOES_ON]);
    },
  );

  it('is told to whoever was told that rules wait, though all of its prices are written anew', async () => {
    const at = await splitWorld('not announced', traded());
    const id = await at.write({ op: '>', left: 'close', right: 1e9 });
    for (const date of [LAST, SPLIT, SECOND]) await at.judge(date, at.fedBy('down'));
    const { stored } = await readRule(at.deps, { tenant: 'local', id });
    const body = { ...stored.rule, when: { op: '>', left: 'close', right: 2e9 } };
    await replaceRule(at.deps, { tenant: 'local', id, expectedVersion: 1, body });
    for (const date of [THIRD, MONDAY]) await at.judge(date, at.fedBy('announced'));
    expect(await at.notices()).toEqual([
      'maybe a split 7:1, rules wait',
      'split 7:1, prices in rules follow',
    ]);
  });

  it('is told to nobody who was not told before, be there no split', async () => {
    const at = await splitWorld('not announced', GAP);
    await at.write({ op: '>', left: 'close', right: 1e9 });
    await at.judge(LAST);
    // As bars of another length have found, before the feed answered.
    await at.deps.splits.put(SYMBOL, { ...SEVEN, numerator: 3, denominator: 2, state: 'suspected' });
    for (const date of [SPLIT, SECOND]) await at.judge(date);
    expect(await at.notices()).toEqual([]);
  });

  it('is all that is told in the run in which it is announced', async () => {
    const at = await splitWorld('announced');
    await at.write({ op: '>', left: 'close', right: 1e9 });
    await at.judge(LAST);
    await at.deps.splits.put(SYMBOL, { ...SEVEN, state: 'suspected' });
    for (const date of [SPLIT, SECOND]) await at.judge(date);
    expect(await at.notices()).toEqual(['split 7:1, prices in rules follow']);
  });

  it('is told to nobody who catches up over all of it', async () => {
    const at = await fallen();
    await at.judge(TUESDAY);
    expect(await at.notices()).toEqual([]);
  });
});

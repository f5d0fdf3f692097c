import { barsToJudge } from '../../../lib/app/barsToJudge';
import { compiledRule } from '../../../lib/rules/compiledRule';
import { frameAt } from '../../../lib/app/frameAt';
import { credibleBars } from '../../../lib/market/credibleBars';
import { slotsEndingAt } from '../../../lib/market/slots';
import type { Cond } from '../../../lib/rules/rule';
import { dailyBars } from '../../support/madeBars';
import { ruleOf } from '../../support/series';

const BARS = credibleBars(dailyBars(Array.from({ length: 50 }, (_, index) => ({ close: 100 + index }))));
const slotOf = (index: number) => {
  const upTo = BARS.bars[index]!.closedAt;
  return slotsEndingAt({ interval: '1d', upTo, count: 1, bars: BARS })[0]!;
};
const closes = (bars: readonly { close: number }[]) => bars.map(({ close }) => close);

describe('what is known at the close of a slot', () => {
  const reach = { models: new Map(), count: 5 };

  it.each([
    ['in the middle', 20, [116, 117, 118, 119, 120]],
    ['at the end', 49, [145, 146, 147, 148, 149]],
    ['where there are fewer', 2, [100, 101, 102]],
  ])('is the newest bars up to it %s, and none that followed', (_where, index, expected) => {
    const { frame, bars } = frameAt(BARS, slotOf(index), reach);
    expect(closes(bars.bars)).toEqual(expected);
    expect(frame.slots).toHaveLength(5);
    expect(closes(frame.slots.flatMap(({ bar }) => bar ?? []))).toEqual(expected);
    expect(frame.slots.at(-1)!.closedAt).toBe(BARS.bars[index]!.closedAt);
  });

  it('keeps the place of a bar that is missing', () => {
    const holed = credibleBars({ ...BARS, bars: BARS.bars.filter((_, index) => index !== 18) });
    const { frame } = frameAt(holed, slotOf(20), reach);
    expect(frame.slots.map(({ bar }) => bar?.close)).toEqual([116, 117, undefined, 119, 120]);
  });

  it('names the series', () => {
    expect(frameAt(BARS, slotOf(20), reach).frame).toMatchObject({ symbol: 'MADE', interval: '1d' });
  });
});

describe('what is known of a bar whose high is doubted', () => {
  const usual = Array.from({ length: 40 }, () => ({ close: 100, high: 101 }));
  const wick = { close: 100, high: 150 };
  const at = (...after: { close: number; high?: number }[]) => {
    const bars = credibleBars(dailyBars([...usual, wick, ...after]));
    const { frame } = frameAt(bars, bars.bars[40]!, { models: new Map(), count: 5 });
    const seen = [frame, frame.settled].map((one) => one?.slots.at(-1));
    return { frame, seen: seen.map((slot) => slot && [slot.bar!.high > 149, slot.doubted]) };
  };

  it('is nothing while it is the newest', () => {
    expect(at().seen).toEqual([[false, true], undefined]);
  });

  it('is that it stands, once the next has come near', () => {
    const { frame, seen } = at({ close: 100, high: 140 });
    expect(seen).toEqual([
      [false, true],
      [true, undefined],
    ]);
    expect(frame.settled!.slots.slice(0, -1)).toEqual(frame.slots.slice(0, -1));
    expect(frame.settled!.windows).not.toBe(frame.windows);
  });

  it('is what it was, once the next has not', () => {
    expect(at({ close: 100 }).seen).toEqual([
      [false, true],
      [false, true],
    ]);
  });

  it('is all that there is to know of others', () => {
    expect(frameAt(BARS, slotOf(20), { models: new Map(), count: 5 }).frame).not.toHaveProperty('settled');
  });
});

describe('how many bars judging looks back on', () => {
  const PLAIN: Cond = { op: '>', left: 'close', right: 1 };
  const LONG: Cond = { op: '>', left: { ind: 'sma', n: 700 }, right: 1 };
  const FORECAST: Cond = { op: '>', left: { ml: 'vol', at: '1d' }, right: 1 };
  const needed = (...conditions: Cond[]) => barsToJudge(conditions.map((when) => ({ rule: ruleOf(when) })));

  it('is more than a year for the shortest rule, and for none', () => {
    expect(needed(PLAIN)).toBe(320);
    expect(needed()).toBe(320);
  });

  it('is that of the rule that looks back furthest', () => {
    const { lookbackSlots } = compiledRule(ruleOf(LONG));
    expect(lookbackSlots).toBeGreaterThan(700);
    expect(needed(PLAIN, LONG, FORECAST)).toBe(lookbackSlots);
  });

  it('grows with a rule that reads a forecast, by the history of the forecast', () => {
    expect(needed(FORECAST)).toBe(320 + compiledRule(ruleOf(FORECAST)).lookbackSlots);
  });
});

describe('a compiled rule', () => {
  it('is compiled once for as long as the very rule is held', () => {
    const rule = ruleOf({ op: '>', left: 'close', right: 1 });
    expect(compiledRule(rule)).toBe(compiledRule(rule));
    expect(compiledRule({ ...rule })).not.toBe(compiledRule(rule));
  });
});

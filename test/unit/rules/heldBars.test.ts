import type { Slot } from '../../../lib/market/bar';
import { compileRule } from '../../../lib/rules/compileRule';
import { initialState } from '../../../lib/rules/initialState';
import type { Cond } from '../../../lib/rules/rule';
import { step } from '../../../lib/rules/step';
import { frameOf, ruleOf, slotsOf } from '../../support/series';

const HIGH: Cond = { op: '>', left: 'high', right: 12 };
const CLOSE: Cond = { op: '>', left: 'close', right: 10.5 };
const [BEFORE, WICK, AFTER] = slotsOf({ close: '10 10 10', high: '10 15 14' }) as [Slot, Slot, Slot];
const { armedAt } = initialState(BEFORE.closedAt);
const ARMED = initialState(armedAt);
const withHigh = (slot: Slot, high: number): Slot => ({ ...slot, bar: { ...slot.bar!, high } });
const doubted: Slot = { ...withHigh(WICK, 11), doubted: true };

/** What is known of the bar with the wick: nothing yet, that it stands, or that nothing came near. */
const frames = {
  open: frameOf([BEFORE, doubted]),
  confirmed: frameOf([BEFORE, doubted], { settled: frameOf([BEFORE, WICK]) }),
  refuted: frameOf([BEFORE, doubted], { settled: frameOf([BEFORE, doubted]) }),
};
const judged = (when: Cond, which: keyof typeof frames, state = ARMED) =>
  step(compileRule(ruleOf(when)), state, frames[which]);

describe('a bar whose high is doubted', () => {
  it('is held where the condition turns on it, and says so', () => {
    const held = judged(HIGH, 'open');
    expect(held).toMatchObject({ why: 'unconfirmed', events: [], condition: { reason: 'unconfirmed' } });
    expect(held.state).toEqual({ ...ARMED, heldBar: WICK.closedAt });
    expect(judged(HIGH, 'open', held.state).state).toEqual(held.state);
  });

  it.each<[keyof typeof frames, string]>([
    ['confirmed', 'fired'],
    ['refuted', 'unconfirmed'],
  ])('is judged once it is %s, whether it was held or not', (which, why) => {
    const { state } = judged(HIGH, 'open');
    expect(judged(HIGH, which, state)).toEqual(judged(HIGH, which));
    expect(judged(HIGH, which, state)).toMatchObject({ why });
    expect(judged(HIGH, which, state).state).not.toHaveProperty('heldBar');
    expect(judged(HIGH, which, state).state.lastBar).toBe(WICK.closedAt);
  });

  it.each<[string, Cond, string]>([
    ['another reading alone', CLOSE, 'noMatch'],
    ['one that is false beside it', { all: [HIGH, CLOSE] }, 'noMatch'],
    ['one that is true beside it', { any: [HIGH, { not: CLOSE }] }, 'fired'],
  ])('is judged at once by %s, then as later', (_name, when, why) => {
    expect(judged(when, 'open')).toMatchObject({ why });
    expect(judged(when, 'confirmed')).toEqual(judged(when, 'open'));
  });

  it('is held where it may decide beside what is unknown for another reason', () => {
    const unknown: Cond = { op: '>', left: { ml: 'vol', at: '1d' }, right: 1 };
    expect(judged({ any: [unknown, HIGH] }, 'open').why).toBe('unconfirmed');
    expect(judged({ any: [unknown, HIGH] }, 'confirmed').why).toBe('fired');
    expect(judged(unknown, 'open').why).toBe('modelNotTrained');
  });

  it('lets none after it be judged before it, and none before it again', () => {
    const { state } = judged(HIGH, 'open');
    const rule = compileRule(ruleOf(HIGH));
    const later = step(rule, state, frameOf([BEFORE, doubted, AFTER]));
    expect(later).toEqual({ state, events: [], why: 'unconfirmed', values: [] });
    const lagging = { ...state, lastBar: BEFORE.closedAt - 1 };
    expect(step(rule, lagging, frameOf([BEFORE]))).toMatchObject({ state: lagging, why: 'unchanged' });
  });

  it('is forgotten by a rule that is resumed after it', () => {
    const { state } = judged(HIGH, 'open');
    const resumed = { ...state, armedAt: WICK.closedAt, lastBar: WICK.closedAt };
    const after = step(compileRule(ruleOf(HIGH)), resumed, frameOf([BEFORE, WICK, AFTER]));
    expect(after.why).toBe('fired');
    expect(after.state).not.toHaveProperty('heldBar');
  });
});

test.each(['halted', 'unconfirmed'] as const)('a bar that is %s is unknown for that reason', (withheld) => {
  const { bar: _, ...place } = WICK;
  const without = frameOf([BEFORE, { ...place, withheld }]);
  const conditions: Cond[] = [
    CLOSE,
    { op: 'crosses_up', left: 'close', right: 10 },
    { op: 'moves_up', left: 'close', by: 1, within: '1bars' },
    { not: { any: [CLOSE, { op: '>', left: 2, right: 1 }] } },
  ];
  for (const when of conditions)
    expect(step(compileRule(ruleOf(when)), ARMED, without)).toMatchObject({
      why: withheld,
      condition: { truth: 'unknown', reason: withheld },
    });
  // Also where no earlier bar is in sight.
  const alone = frameOf([{ ...place, withheld }]);
  expect(step(compileRule(ruleOf(CLOSE)), ARMED, alone).why).toBe(withheld);
});

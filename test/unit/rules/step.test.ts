import { compileRule } from '../../../lib/rules/compileRule';
import { initialState } from '../../../lib/rules/initialState';
import type { Rule } from '../../../lib/rules/rule';
import { step } from '../../../lib/rules/step';
import { eventsOf, frameOf, play, ruleOf, slotsOf, stateBefore, whysOf } from '../../support/series';

const ABOVE = { op: '>', left: 'close', right: 10 } as const;

test.each<[string, Rule['trigger'], string, string, string]>([
  [
    'fires on the way in and resolves on the way out',
    undefined,
    '9 11 12 9 11',
    'noMatch fired unchanged noMatch fired',
    '1:fired 3:resolved 4:fired',
  ],
  ['keeps firing over a bar of unknown truth', undefined, '11 _ 12', 'fired missingBar unchanged', '0:fired'],
  [
    'does not resolve on a bar of unknown truth',
    undefined,
    '11 _ 9',
    'fired missingBar noMatch',
    '0:fired 2:resolved',
  ],
  [
    'says bar_close for the default',
    { mode: 'edge', frequency: 'bar_close' },
    '11 9 11',
    'fired noMatch fired',
    '0:fired 1:resolved 2:fired',
  ],
  [
    'once fires once and is exhausted, without a resolved',
    { frequency: 'once' },
    '9 11 12 9 11',
    'noMatch fired exhausted exhausted exhausted',
    '1:fired 1:exhausted',
  ],
  [
    'a cooldown of n keeps n bars after the firing quiet',
    { cooldown: 2 },
    '11 9 11 9 11',
    'fired noMatch coolingDown noMatch fired',
    '0:fired 1:resolved 3:resolved 4:fired',
  ],
  [
    'what a cooldown withholds is lost',
    { cooldown: 2 },
    '11 9 11 11 11',
    'fired noMatch coolingDown unchanged unchanged',
    '0:fired 1:resolved',
  ],
  [
    'a cooldown counts from the last firing that was told',
    { cooldown: '3bars' },
    '11 9 11 9 11',
    'fired noMatch coolingDown noMatch fired',
    '0:fired 1:resolved 3:resolved 4:fired',
  ],
  [
    'a cooldown may be a span of sessions',
    { cooldown: '4d' },
    '11 9 11 9 11 9',
    'fired noMatch coolingDown noMatch coolingDown noMatch',
    '0:fired 1:resolved 3:resolved 5:resolved',
  ],
  [
    'a cooldown counts missing bars',
    { cooldown: 2 },
    '11 9 _ 11',
    'fired noMatch missingBar fired',
    '0:fired 1:resolved 3:fired',
  ],
  [
    'the bar n of a cooldown is still quiet',
    { cooldown: 3 },
    '11 9 _ 11',
    'fired noMatch missingBar coolingDown',
    '0:fired 1:resolved',
  ],
])('%s', (_, trigger, series, whys, events) => {
  const findings = play(ruleOf(ABOVE, trigger && { trigger }), slotsOf(series));
  expect(whysOf(findings)).toBe(whys);
  expect(eventsOf(findings)).toBe(events);
});

test('the state tells the phase, since when, and how often it fired', () => {
  const slots = slotsOf('9 11 12');
  const [first, second, third] = play(ruleOf(ABOVE), slots);
  const armedAt = slots[0]?.startAt;
  expect(first?.state).toEqual({
    phase: 'normal',
    since: armedAt,
    lastBar: slots[0]?.closedAt,
    armedAt,
    firings: 0,
  });
  const firing = {
    phase: 'firing',
    since: slots[1]?.closedAt,
    armedAt,
    firings: 1,
    lastFiredOrdinal: slots[1]?.ordinal,
  };
  expect(second?.state).toEqual({ ...firing, lastBar: slots[1]?.closedAt });
  expect(third?.state).toEqual({ ...firing, lastBar: slots[2]?.closedAt });
});

test('a firing that a cooldown withheld is not counted', () => {
  const findings = play(ruleOf(ABOVE, { trigger: { cooldown: 5 } }), slotsOf('11 9 11'));
  expect(findings.at(-1)?.state).toMatchObject({ phase: 'firing', firings: 1 });
});

test('a bar applied again changes nothing and says so', () => {
  const slots = slotsOf('11');
  const compiled = compileRule(ruleOf(ABOVE));
  const once = step(compiled, stateBefore(slots), frameOf(slots));
  const again = step(compiled, once.state, frameOf(slots));
  expect(again).toEqual({ state: once.state, events: [], why: 'unchanged', values: [] });
});

test('an older bar changes nothing', () => {
  const slots = slotsOf('9 11 9');
  const compiled = compileRule(ruleOf(ABOVE));
  const late = { ...initialState(0), lastBar: slots[2]?.closedAt ?? 0 };
  expect(step(compiled, late, frameOf(slots.slice(0, 2)))).toMatchObject({
    state: late,
    events: [],
    why: 'unchanged',
  });
});

test('bars that closed before the rule was armed are history, not judged', () => {
  const slots = slotsOf('9 11');
  const armed = initialState(slots[0]?.closedAt ?? 0);
  const compiled = compileRule(ruleOf({ op: 'crosses_up', left: 'close', right: 10 }));
  expect(step(compiled, armed, frameOf(slots.slice(0, 1))).why).toBe('unchanged');
  expect(step(compiled, armed, frameOf(slots)).events).toEqual(['fired']);
});

test('a frame without slots changes nothing', () => {
  const state = initialState(5);
  expect(step(compileRule(ruleOf(ABOVE)), state, frameOf([]))).toMatchObject({ state, why: 'unchanged' });
});

test('an exhausted rule is not evaluated', () => {
  const findings = play(ruleOf(ABOVE, { trigger: { frequency: 'once' } }), slotsOf('11 9'));
  expect(findings[1]).toEqual({ state: expect.anything(), events: [], why: 'exhausted', values: [] });
  expect(findings[1]?.state.phase).toBe('exhausted');
});

test('every firing is counted', () => {
  expect(play(ruleOf(ABOVE), slotsOf('11 9 11 9 11')).map(({ state }) => state.firings)).toEqual([
    1, 1, 2, 2, 3,
  ]);
});

test('only the slots that the rule looks back on take part', () => {
  const compiled = compileRule(ruleOf({ op: '>', left: { lag: ['close', 1] }, right: 1 }));
  expect(compiled.lookbackSlots).toBe(64);
  const why = (gap: number) => {
    const slots = slotsOf(`5 _x${gap} 5`);
    return step(compiled, stateBefore(slots), frameOf(slots)).why;
  };
  // With 62 bars between, the first one is the oldest of 64; with one more it is out of sight.
  expect(why(62)).toBe('missingBar');
  expect(why(63)).toBe('warmUp');
});

test('rules that share a frame and a lookback ask for a forecast once', () => {
  let asked = 0;
  const forecast = () => {
    asked += 1;
    return { known: true, volatilityPct: 1, predictedChangePct: 0 } as const;
  };
  const slots = slotsOf('11');
  const sameFrame = frameOf(slots, { forecast });
  const twice = ruleOf({ op: '>', left: 'close', right: { mul: [2, { ml: 'vol', at: '1d' }] } });
  step(compileRule(twice), stateBefore(slots), sameFrame);
  step(compileRule(twice), stateBefore(slots), sameFrame);
  expect(asked).toBe(1);
});

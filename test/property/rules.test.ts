import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Slot } from '../../lib/market/bar';
import { compileRule } from '../../lib/rules/compileRule';
import { evaluationWindow } from '../../lib/rules/evaluationWindow';
import type { Finding } from '../../lib/rules/finding';
import { parseRule } from '../../lib/rules/parseRule';
import type { Comparison, Expr, Rule } from '../../lib/rules/rule';
import type { RuleState } from '../../lib/rules/state';
import { step } from '../../lib/rules/step';
import { conditionsByKind, forecastOn, ruleAround, slotsBetween } from '../support/arbitraryRules';
import { emptySlots, frameOf, ruleOf, slotsOf, stateBefore, withBar } from '../support/series';

// Thousands of cases a test: a busy machine needs more than the usual five seconds.
jest.setTimeout(60_000);

const RUNS = { numRuns: 1000 };
const frame = (slots: readonly Slot[]) => frameOf(slots, { forecast: forecastOn(slots) });

/** Plays a rule bar by bar; `between` is what happens to the state from one bar to the next. */
function run(
  rule: Rule,
  slots: readonly Slot[],
  between = (state: RuleState): RuleState => state,
): readonly Finding[] {
  const compiled = compileRule(rule);
  let state = stateBefore(slots);
  return slots.map((_, index) => {
    const finding = step(compiled, state, frame(slots.slice(0, index + 1)));
    state = between(finding.state);
    return finding;
  });
}

const KINDS = Object.entries(conditionsByKind);

describe.each(KINDS)('%s', (_kind, conditions) => {
  const rules = fc.tuple(conditions, ruleAround).map(([when, more]) => ruleOf(when, more));
  const short = slotsBetween(1, 12);

  test('a bar applied twice equals once', () => {
    fc.assert(
      fc.property(rules, short, (rule, slots) => {
        const compiled = compileRule(rule);
        for (const { state } of run(rule, slots).slice(-1)) {
          const again = step(compiled, state, frame(slots));
          assert.deepEqual(again, { state, events: [], why: 'unchanged', values: [] });
        }
      }),
      RUNS,
    );
  });

  test('a bar is judged as if no later one were in sight', () => {
    fc.assert(
      fc.property(rules, short, short, (rule, slots, others) => {
        const { condition } = compileRule(rule);
        const whole = emptySlots(slots.length + others.length, '1d').map((slot, index) => {
          const { bar } = slots[index] ?? others[index - slots.length] ?? {};
          return bar ? withBar(slot, bar) : slot;
        });
        const last = slots.length - 1;
        const seen = condition.judge(evaluationWindow(frame(slots), Infinity), last);
        assert.deepEqual(condition.judge(evaluationWindow(frame(whole), Infinity), last), seen);
      }),
      RUNS,
    );
  });

  test('a history longer than the lookback changes nothing', () => {
    fc.assert(
      fc.property(rules, slotsBetween(70, 140), fc.integer({ min: 0, max: 60 }), (rule, slots, more) => {
        const compiled = compileRule(rule);
        const least = slots.slice(-compiled.lookbackSlots);
        const longer = slots.slice(-compiled.lookbackSlots - more);
        const state = stateBefore(slots);
        assert.deepEqual(step(compiled, state, frame(longer)), step(compiled, state, frame(least)));
      }),
      RUNS,
    );
  });

  test('an unknown condition never fires and never resolves', () => {
    fc.assert(
      fc.property(rules, short, (rule, slots) => {
        const findings = run(rule, slots);
        findings.forEach(({ condition, events, why, state }, index) => {
          if (condition?.truth !== 'unknown') return;
          assert.deepEqual(events, []);
          assert.equal(why, condition.reason);
          assert.equal(state.phase, findings[index - 1]?.state.phase ?? 'normal');
        });
      }),
      RUNS,
    );
  });

  test('on a bar that the symbol misses the condition is unknown', () => {
    fc.assert(
      fc.property(rules, short, (rule, slots) => {
        run(rule, slots).forEach(({ condition }, index) => {
          if (slots[index]?.bar === undefined && condition) assert.equal(condition.reason, 'missingBar');
        });
      }),
      RUNS,
    );
  });

  test('a state that went through JSON is the same state', () => {
    fc.assert(
      fc.property(rules, short, (rule, slots) => {
        const stored = run(rule, slots, (state) => JSON.parse(JSON.stringify(state)) as RuleState);
        assert.deepEqual(stored, run(rule, slots));
      }),
      RUNS,
    );
  });

  test('a state that was stored only when more than lastBar changed gives the same events', () => {
    fc.assert(
      fc.property(rules, short, (rule, slots) => {
        let stored = stateBefore(slots);
        const lagging = (state: RuleState): RuleState => {
          if (JSON.stringify({ ...state, lastBar: 0 }) !== JSON.stringify({ ...stored, lastBar: 0 }))
            stored = state;
          return stored;
        };
        const told = ({ events, why }: Finding) => ({ events, why });
        assert.deepEqual(run(rule, slots, lagging).map(told), run(rule, slots).map(told));
      }),
      RUNS,
    );
  });

  test('is accepted by parseRule as it stands', () => {
    fc.assert(
      fc.property(rules, (rule) => {
        const json = JSON.parse(JSON.stringify(rule)) as unknown;
        const parsed = parseRule(json);
        // Only constant bounds that are upside down are refused.
        const isUpsideDown =
          !parsed.ok && parsed.details.every(({ message }) => message.includes('is above hi'));
        if (!isUpsideDown) assert.deepEqual(parsed, { ok: true, rule: json });
      }),
      RUNS,
    );
  });
});

describe('laws of comparison', () => {
  const pairs = fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })), {
    minLength: 2,
    maxLength: 10,
  });

  /** Truth on every bar of close against open. */
  const truths = (op: Comparison, rows: readonly (readonly [number, number])[]): readonly string[] => {
    const columns = {
      close: rows.map(([left]) => left).join(' '),
      volume: rows.map(([, right]) => right).join(' '),
    };
    const { condition } = compileRule(ruleOf({ op, left: 'close', right: 'volume' }));
    const window = evaluationWindow(frameOf(slotsOf(columns)), Infinity);
    return rows.map((_, index) => condition.judge(window, index).tree.truth);
  };
  const isTrue = (truth: string | undefined): boolean => truth === 'true';

  test('> and >= differ exactly on equal values, and so do < and <=', () => {
    fc.assert(
      fc.property(pairs, (rows) => {
        const [above, atLeast, below, atMost] = (['>', '>=', '<', '<='] as const).map((op) =>
          truths(op, rows),
        );
        rows.forEach(([left, right], index) => {
          assert.equal(above?.[index] === atLeast?.[index], left !== right);
          assert.equal(below?.[index] === atMost?.[index], left !== right);
          assert.equal(isTrue(above?.[index]), !isTrue(atMost?.[index]));
          assert.equal(isTrue(above?.[index]), left > right);
        });
      }),
      RUNS,
    );
  });

  test('a crossing leaves from the level or the other side, and never stops at it', () => {
    fc.assert(
      fc.property(pairs, (rows) => {
        const [up, down, either] = (['crosses_up', 'crosses_down', 'crosses'] as const).map((op) =>
          truths(op, rows),
        );
        rows.slice(1).forEach(([left, right], before) => {
          const [leftBefore, rightBefore] = rows[before] ?? [NaN, NaN];
          assert.equal(isTrue(up?.[before + 1]), leftBefore <= rightBefore && left > right);
          assert.equal(isTrue(down?.[before + 1]), leftBefore >= rightBefore && left < right);
          assert.equal(isTrue(either?.[before + 1]), isTrue(up?.[before + 1]) || isTrue(down?.[before + 1]));
        });
      }),
      RUNS,
    );
  });

  test('a rule that holds at a bound tells >= from >: "close >= 150" fires on 150, "close > 150" does not', () => {
    const fires = (op: Comparison) =>
      run(ruleOf({ op, left: 'close', right: 150 }), slotsOf('149 150')).at(-1)?.events;
    expect(fires('>=')).toEqual(['fired']);
    expect(fires('>')).toEqual([]);
  });
});

test('the lookback is long enough: ten times the history reads the same but for rounding', () => {
  const exprs: readonly Expr[] = [
    'prev_close',
    'high_52w',
    { ind: 'sma', n: 50 },
    { ind: 'ema', n: 20 },
    { ind: 'rsi', n: 14 },
    { ind: 'ema', n: 5, of: { ind: 'rsi', n: 5, of: { lag: ['close', 9] } } },
  ];
  const wave = Array.from(
    { length: 3000 },
    (_, index) => 100 + 20 * Math.sin(index / 7) + 9 * Math.sin(index * 1.7),
  );
  const slots = slotsOf(wave.join(' '));
  for (const expr of exprs) {
    const { condition } = compileRule(ruleOf({ op: '>', left: expr, right: 0 }));
    const read = (window: readonly Slot[]) =>
      condition.judge(evaluationWindow(frameOf(window), Infinity), window.length - 1).values[0]?.current ??
      NaN;
    expect(read(slots.slice(-condition.lookback))).toBeCloseTo(read(slots), 8);
  }
});

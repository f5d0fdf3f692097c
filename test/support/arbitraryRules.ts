import fc from 'fast-check';
import type { Slot } from '../../lib/market/bar';
import type { ForecastAt } from '../../lib/rules/frame';
import type { Cond, Expr, Rule } from '../../lib/rules/rule';
import { FIELDS } from '../../lib/rules/rule';
import { emptySlots, withBar } from './series';

/** Small whole prices, so that values are often equal, and now and then a missing bar. */
const sample = fc.option(fc.integer({ min: 1, max: 9 }), { freq: 5, nil: undefined });

/** Slots of daily bars, with open, high and low around the closes. */
export const slotsBetween = (minLength: number, maxLength: number): fc.Arbitrary<readonly Slot[]> =>
  fc
    .array(fc.tuple(sample, fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 })), {
      minLength,
      maxLength,
    })
    .map((rows) =>
      emptySlots(rows.length, '1d').map((slot, index) => {
        const [close, up, down] = rows[index] ?? [undefined, 0, 0];
        if (close === undefined) return slot;
        return withBar(slot, {
          open: close + up - down,
          high: close + up,
          low: close - down,
          close,
          volume: up,
        });
      }),
    );

const bars = fc.integer({ min: 1, max: 4 });

const expr: fc.Arbitrary<Expr> = fc.letrec<{ expr: Expr }>((tie) => {
  const pair = fc.tuple(tie('expr'), tie('expr'));
  return {
    expr: fc.oneof(
      { maxDepth: 2, depthSize: 'small' },
      { weight: 4, arbitrary: fc.constantFrom(...FIELDS, 'close', 'close', 'close') },
      { weight: 2, arbitrary: fc.integer({ min: 0, max: 9 }) },
      {
        weight: 1,
        arbitrary: fc.record({
          ml: fc.constantFrom('vol', 'predicted_change_pct'),
          at: fc.constantFrom('1d', '3bars'),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          ind: fc.constantFrom('sma', 'ema', 'rsi'),
          n: fc.integer({ min: 2, max: 3 }),
          of: tie('expr'),
        }),
      },
      { weight: 1, arbitrary: fc.record({ lag: fc.tuple(tie('expr'), bars) }) },
      { weight: 1, arbitrary: fc.record({ add: pair }) },
      { weight: 1, arbitrary: fc.record({ sub: pair }) },
      { weight: 1, arbitrary: fc.record({ mul: pair }) },
      { weight: 1, arbitrary: fc.record({ div: pair }) },
      { weight: 1, arbitrary: fc.record({ pct: pair }) },
      { weight: 1, arbitrary: fc.record({ abs: tie('expr') }) },
    ),
  };
}).expr;

/** A side of a condition: mostly the close or a level near it, so that conditions do turn true. */
const side: fc.Arbitrary<Expr> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Expr>('close') },
  { weight: 2, arbitrary: fc.integer({ min: 3, max: 7 }) },
  { weight: 3, arbitrary: expr },
);

const twoSided = (
  op: '>' | '<' | '>=' | '<=' | 'crosses' | 'crosses_up' | 'crosses_down',
): fc.Arbitrary<Cond> => fc.record({ op: fc.constant(op), left: side, right: side });

const banded = (op: 'inside' | 'outside' | 'enters' | 'exits'): fc.Arbitrary<Cond> =>
  fc.record({ op: fc.constant(op), left: side, lo: side, hi: side });

const size = fc.integer({ min: 0, max: 3 });

const moving = (op: 'moves_up' | 'moves_down'): fc.Arbitrary<Cond> =>
  fc.record({
    op: fc.constant(op),
    left: side,
    by: fc.oneof(size, fc.record({ pct: size.map((n) => n * 20) }), fc.record({ sd: size })),
    within: bars.map((n) => `${n}bars`),
  });

const leaves = {
  '>': twoSided('>'),
  '<': twoSided('<'),
  '>=': twoSided('>='),
  '<=': twoSided('<='),
  crosses: twoSided('crosses'),
  crosses_up: twoSided('crosses_up'),
  crosses_down: twoSided('crosses_down'),
  inside: banded('inside'),
  outside: banded('outside'),
  enters: banded('enters'),
  exits: banded('exits'),
  moves_up: moving('moves_up'),
  moves_down: moving('moves_down'),
};

const leaf = fc.oneof(...Object.values(leaves));
const some = fc.array(
  fc.oneof(
    leaf,
    leaf.map((cond): Cond => ({ not: cond })),
  ),
  { minLength: 1, maxLength: 3 },
);

/** Every kind of condition by its name. */
export const conditionsByKind: Readonly<Record<string, fc.Arbitrary<Cond>>> = {
  ...leaves,
  all: some.map((all): Cond => ({ all })),
  any: some.map((any): Cond => ({ any })),
  not: fc
    .oneof(
      leaf,
      some.map((any): Cond => ({ any })),
    )
    .map((not): Cond => ({ not })),
};

/** What surrounds a condition and changes when it fires. */
export const ruleAround: fc.Arbitrary<Partial<Rule>> = fc.record(
  {
    staleAfter: fc.integer({ min: 1, max: 4 }).map((n) => `${n}bars`),
    trigger: fc.record(
      {
        frequency: fc.constantFrom('once' as const, 'bar_close' as const),
        cooldown: fc.integer({ min: 1, max: 5 }),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
);

/** A forecast that depends on the bar alone, and has none on some. */
export const forecastOn =
  (slots: readonly Slot[]): ForecastAt =>
  (slotsBack, horizonBars) => {
    const close = slots[slots.length - 1 - slotsBack]?.bar?.close ?? 1;
    if (close === 1) return { known: false, why: 'modelNotTrained' };
    return { known: true, volatilityPct: close * horizonBars, predictedChangePct: close - 5 };
  };

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { scaledBar } from '../../../lib/market/rebasedBars';
import type { Slot } from '../../../lib/market/bar';
import { compileRule } from '../../../lib/rules/compileRule';
import { describeRule } from '../../../lib/rules/describeRule';
import { parseRule } from '../../../lib/rules/parseRule';
import { rebasedRule } from '../../../lib/rules/rebasedRule';
import type { Cond, Expr, ExprObject, LeafCond, Rule } from '../../../lib/rules/rule';
import { step } from '../../../lib/rules/step';
import { conditionsByKind, forecastOn, ruleAround, slotsBetween } from '../../support/arbitraryRules';
import { frameOf, ruleOf, stateBefore } from '../../support/series';

jest.setTimeout(60_000);

const rebasedWhen = (when: Cond, factor: number): Cond => rebasedRule(ruleOf(when), factor).when;

/** What stands on the right of a comparison with the close becomes of it, at a quarter of the prices. */
const rightOf = (right: Expr, left: Expr = 'close') => {
  const when = rebasedWhen({ op: '>', left, right }, 1 / 4);
  return 'right' in when ? [when.left, when.right] : [];
};

const SMA = { ind: 'sma', n: 3, of: 'close' } as const;

describe('a number in a rule, when prices fall to a quarter', () => {
  it.each<[string, Expr, Expr, Expr, Expr]>([
    ['follows a price', 'close', 80, 'close', 20],
    ['follows one on its other side', 80, 'high_52w', 20, 'high_52w'],
    ['follows a volume the other way', 'volume', 80, 'volume', 320],
    ['stays beside another number', 80, 60, 80, 60],
    ['follows an average of prices', SMA, 80, SMA, 20],
    ['stays beside an index of strength', { ...SMA, ind: 'rsi' }, 80, { ...SMA, ind: 'rsi' }, 80],
    ['follows an average of volumes', { ...SMA, of: 'volume' }, 80, { ...SMA, of: 'volume' }, 320],
    [
      'follows within an average',
      { ...SMA, of: { sub: ['close', 8] } },
      80,
      { ...SMA, of: { sub: ['close', 2] } },
      20,
    ],
    ['stays beside a forecast', { ml: 'vol', at: '1d' }, 80, { ml: 'vol', at: '1d' }, 80],
    ['follows what was', { lag: ['close', 8] }, 80, { lag: ['close', 8] }, 20],
    ['follows a difference', { sub: ['close', 'open'] }, 8, { sub: ['close', 'open'] }, 2],
    [
      'follows the size of a difference',
      { abs: { sub: ['close', 8] } },
      4,
      { abs: { sub: ['close', 2] } },
      1,
    ],
    ['follows where it is added', 'close', { add: ['open', 8] }, 'close', { add: ['open', 2] }],
    ['stays where it multiplies', 'close', { mul: ['open', 8] }, 'close', { mul: ['open', 8] }],
    ['stays where it multiplies from the left', 'close', { mul: [8, 'open'] }, 'close', { mul: [8, 'open'] }],
    ['stays where it divides', 'close', { div: ['open', 8] }, 'close', { div: ['open', 8] }],
    ['stays beside a ratio', { div: ['close', 'open'] }, 8, { div: ['close', 'open'] }, 8],
    ['follows what it is divided by, the other way', { div: [8, 'close'] }, 80, { div: [8, 'close'] }, 320],
    ['follows a square twice', { mul: ['close', 'open'] }, 80, { mul: ['close', 'open'] }, 5],
    ['stays beside a turnover', { mul: ['close', 'volume'] }, 80, { mul: ['close', 'volume'] }, 80],
    ['stays beside a percentage', { pct: ['close', 'open'] }, 8, { pct: ['close', 'open'] }, 8],
    ['follows within a percentage', { pct: ['close', 80] }, 8, { pct: ['close', 20] }, 8],
    [
      'follows within an index of strength',
      { ...SMA, ind: 'rsi', of: { sub: ['close', 8] } },
      80,
      { ...SMA, ind: 'rsi', of: { sub: ['close', 2] } },
      80,
    ],
    ['follows once where numbers are multiplied', 'close', { mul: [8, 3] }, 'close', { mul: [2, 3] }],
    ['follows above where numbers are divided', 'close', { div: [8, 3] }, 'close', { div: [2, 3] }],
    [
      'follows each where numbers are added',
      'close',
      { add: [8, { sub: [4, { abs: -12 }] }] },
      'close',
      { add: [2, { sub: [1, { abs: -3 }] }] },
    ],
    [
      'stays within what multiplies',
      'close',
      { mul: ['open', { add: [1, 8] }] },
      'close',
      { mul: ['open', { add: [1, 8] }] },
    ],
  ])('%s', (_what, left, right, ...expected) => {
    expect(rightOf(right, left)).toEqual(expected);
  });
});

describe('a condition, when prices fall to a quarter', () => {
  const within = '3bars';
  it.each<[string, Cond, Cond]>([
    [
      'has both ends of its band follow',
      { op: 'inside', left: 'close', lo: 80, hi: 100 },
      { op: 'inside', left: 'close', lo: 20, hi: 25 },
    ],
    [
      'has a band follow that is of prices',
      { op: 'exits', left: 90, lo: 'low', hi: 100 },
      { op: 'exits', left: 22.5, lo: 'low', hi: 25 },
    ],
    [
      'has the size of a move follow',
      { op: 'moves_up', left: 'close', by: 8, within },
      { op: 'moves_up', left: 'close', by: 2, within },
    ],
    [
      'has the size of a move of volumes follow the other way',
      { op: 'moves_up', left: 'volume', by: 8, within },
      { op: 'moves_up', left: 'volume', by: 32, within },
    ],
    [
      'has the size of a move in per cent stay',
      { op: 'moves_down', left: 'close', by: { pct: 8 }, within },
      { op: 'moves_down', left: 'close', by: { pct: 8 }, within },
    ],
    [
      'has the size of a move in sigmas stay',
      { op: 'moves_down', left: 'close', by: { sd: 2 }, within },
      { op: 'moves_down', left: 'close', by: { sd: 2 }, within },
    ],
    [
      'follows wherever it stands',
      {
        all: [
          {
            any: [{ op: '<', left: 'close', right: 80 }, { not: { op: 'crosses', left: 'open', right: 60 } }],
          },
        ],
      },
      {
        all: [
          {
            any: [{ op: '<', left: 'close', right: 20 }, { not: { op: 'crosses', left: 'open', right: 15 } }],
          },
        ],
      },
    ],
  ])('%s', (_what, when, expected) => {
    expect(rebasedWhen(when, 1 / 4)).toEqual(expected);
  });

  it('is read as it was written where it names no number', () => {
    const rule = ruleOf({ op: 'crosses_up', left: 'close', right: { ind: 'sma', n: 3 } });
    expect(describeRule(rebasedRule(rule, 1 / 4))).toBe(describeRule(rule));
  });
});

it('a rule is made once for each factor, and is itself by one', () => {
  const rule = ruleOf({ op: '>', left: 'close', right: 80 });
  expect(rebasedRule(rule, 1)).toBe(rule);
  expect(rebasedRule(rule, 0.5)).toBe(rebasedRule(rule, 0.5));
  expect(rebasedRule(rule, 0.25)).not.toBe(rebasedRule(rule, 0.5));
});

/** To which power of the prices a reading goes: `any` of numbers alone, `none` where readings of two kinds are mixed. */
type Unit = number | 'any' | 'none';

function alike(units: readonly Unit[]): Unit {
  const kinds = new Set(units.filter((unit) => unit !== 'any'));
  return kinds.size === 0 ? 'any' : kinds.size === 1 ? [...kinds][0]! : 'none';
}

function product(one: Unit, other: Unit, sign: 1 | -1): Unit {
  if (one === 'none' || other === 'none') return 'none';
  if (one === 'any' && other === 'any') return 'any';
  return (one === 'any' ? 0 : one) + sign * (other === 'any' ? 0 : other);
}

function unitOf(expr: Expr): Unit {
  if (typeof expr === 'number') return 'any';
  if (typeof expr === 'string') return expr === 'volume' ? -1 : 1;
  if ('ml' in expr) return 0;
  if ('ind' in expr) return ratioOf(unitOf(expr.of ?? 'close'), expr.ind === 'rsi');
  if ('lag' in expr) return unitOf(expr.lag[0]);
  return 'abs' in expr ? unitOf(expr.abs) : unitOfTwo(expr);
}

type Arithmetic = Exclude<
  ExprObject,
  { readonly ml: unknown } | { readonly ind: unknown } | { readonly lag: unknown } | { readonly abs: unknown }
>;

function unitOfTwo(expr: Arithmetic): Unit {
  if ('mul' in expr) return product(unitOf(expr.mul[0]), unitOf(expr.mul[1]), 1);
  if ('div' in expr) return product(unitOf(expr.div[0]), unitOf(expr.div[1]), -1);
  if ('pct' in expr) return ratioOf(alike(expr.pct.map(unitOf)), true);
  return alike(('add' in expr ? expr.add : expr.sub).map(unitOf));
}

const ratioOf = (unit: Unit, isRatio: boolean): Unit => (unit !== 'none' && isRatio ? 0 : unit);

/** Whether a leaf compares like with like: of one that does not nobody can say what it means on another scale. */
function isOfOneUnit(leaf: LeafCond): boolean {
  const sides =
    'by' in leaf ? [leaf.left] : 'lo' in leaf ? [leaf.left, leaf.lo, leaf.hi] : [leaf.left, leaf.right];
  const unit = alike(sides.map(unitOf));
  const isOfSigmas = 'by' in leaf && typeof leaf.by === 'object' && 'sd' in leaf.by;
  return unit !== 'none' && (!isOfSigmas || unit === 1 || unit === 'any');
}

function isCoherent(cond: Cond): boolean {
  if ('all' in cond) return cond.all.every(isCoherent);
  if ('any' in cond) return cond.any.every(isCoherent);
  return 'not' in cond ? isCoherent(cond.not) : isOfOneUnit(cond);
}

/** What becomes of a rule, bar by bar; forecasts are per cent, and the same on any scale. */
function told(rule: Rule, slots: readonly Slot[], unscaled = slots) {
  const compiled = compileRule(rule);
  let state = stateBefore(slots);
  return slots.map((_, place) => {
    const forecast = forecastOn(unscaled.slice(0, place + 1));
    const finding = step(compiled, state, frameOf(slots.slice(0, place + 1), { forecast }));
    state = finding.state;
    return { events: finding.events, why: finding.why, state, truth: finding.condition?.truth };
  });
}

const FACTORS = fc.constantFrom(1 / 8, 1 / 4, 1 / 2, 2, 4, 8);
const rules = fc
  .tuple(fc.oneof(...Object.values(conditionsByKind)), ruleAround)
  .map(([when, more]) => parseRule(ruleOf(when, more)))
  .filter((outcome) => outcome.ok)
  .map(({ rule }) => rule);

describe('any rule', () => {
  // Powers of two, so that nothing is rounded.
  it('does on scaled bars what it did on those before, once it is re-based', () => {
    let fired = 0;
    const coherent = rules.filter(({ when }) => isCoherent(when));
    fc.assert(
      fc.property(coherent, slotsBetween(4, 14), FACTORS, (rule, slots, factor) => {
        const scaled = slots.map((slot) => (slot.bar ? { ...slot, bar: scaledBar(slot.bar, factor) } : slot));
        const before = told(rule, slots);
        fired += before.filter(({ events }) => events.includes('fired')).length;
        assert.deepEqual(told(rebasedRule(rule, factor), scaled, slots), before);
      }),
      { numRuns: 500 },
    );
    expect(fired).toBeGreaterThan(100);
  });

  it('is the same again once it is re-based and back', () => {
    fc.assert(
      fc.property(rules, FACTORS, (rule, factor) => {
        assert.deepEqual(rebasedRule(rebasedRule(rule, factor), 1 / factor), rule);
      }),
      { numRuns: 500 },
    );
  });
});

import type { Cond, Expr, ExprObject, LeafCond, Rule, Threshold } from './rule';

/**
 * How a reading changes when every price is multiplied by a factor: with it to this power. 1 for prices, −1 for volumes,
 * 0 for percentages; undefined for a number, which is of whatever it is compared with.
 */
type Power = number | undefined;

/**
 * An operand taken apart: by what law its power follows from those of its parts, and how it is put together again. By
 * `same` it has theirs; by `ratio` they share one, and it has none; by `product` and `quotient` a number only multiplies.
 */
type Parts = {
  readonly law: 'same' | 'ratio' | 'product' | 'quotient';
  readonly parts: readonly Expr[];
  readonly joined: (parts: readonly Expr[]) => Expr;
};

const PAIRS = { add: 'same', sub: 'same', pct: 'ratio', mul: 'product', div: 'quotient' } as const;

function partsOf(expr: ExprObject): Parts {
  if ('ml' in expr) return { law: 'ratio', parts: [], joined: () => expr };
  if ('abs' in expr) return { law: 'same', parts: [expr.abs], joined: ([abs]) => ({ abs: abs! }) };
  if ('lag' in expr)
    return { law: 'same', parts: [expr.lag[0]], joined: ([of]) => ({ lag: [of!, expr.lag[1]] }) };
  if ('ind' in expr) {
    const law = expr.ind === 'rsi' ? 'ratio' : 'same';
    return { law, parts: [expr.of ?? 'close'], joined: ([of]) => ({ ...expr, of: of! }) };
  }
  // What is left has one key, which names two parts.
  const [[key, parts]] = Object.entries(expr) as [[keyof typeof PAIRS, readonly [Expr, Expr]]];
  return { law: PAIRS[key], parts, joined: (both) => ({ [key]: both }) as unknown as Expr };
}

const sharedPower = (exprs: readonly Expr[]): Power =>
  exprs.map(powerOf).find((power) => power !== undefined);

function powerOf(expr: Expr): Power {
  if (typeof expr === 'number') return undefined;
  if (typeof expr === 'string') return expr === 'volume' ? -1 : 1;
  const { law, parts } = partsOf(expr);
  if (law === 'ratio') return 0;
  const ofParts = sharedPower(parts);
  if (law === 'same' || ofParts === undefined) return ofParts;
  const [first, second] = parts.map((part) => powerOf(part) ?? 0);
  return law === 'product' ? first! + second! : first! - second!;
}

/** An expression whose numbers, where they are of a power, follow prices that are multiplied by a factor. */
function rebasedExpr(expr: Expr, factor: number, power: Power): Expr {
  if (typeof expr === 'number') return expr * factor ** (power ?? 0);
  if (typeof expr === 'string') return expr;
  const { law, parts, joined } = partsOf(expr);
  const ofParts = sharedPower(parts);
  const powerAt = (place: number): Power => {
    if (law === 'same') return ofParts ?? power;
    if (law === 'ratio') return ofParts;
    // Of two numbers the first is taken for the one that has a unit.
    return ofParts === undefined && place === 0 ? power : undefined;
  };
  return joined(parts.map((part, place) => rebasedExpr(part, factor, powerAt(place))));
}

const rebasedSize = (by: Threshold, factor: number, power: Power): Threshold =>
  typeof by === 'number' ? by * factor ** (power ?? 0) : by;

function rebasedLeaf(leaf: LeafCond, factor: number): LeafCond {
  const as = (expr: Expr, power: Power): Expr => rebasedExpr(expr, factor, power);
  if ('by' in leaf) {
    const power = powerOf(leaf.left);
    return { ...leaf, left: as(leaf.left, power), by: rebasedSize(leaf.by, factor, power) };
  }
  if ('lo' in leaf) {
    const power = sharedPower([leaf.left, leaf.lo, leaf.hi]);
    return { ...leaf, left: as(leaf.left, power), lo: as(leaf.lo, power), hi: as(leaf.hi, power) };
  }
  const power = sharedPower([leaf.left, leaf.right]);
  return { ...leaf, left: as(leaf.left, power), right: as(leaf.right, power) };
}

function rebasedCond(cond: Cond, factor: number): Cond {
  if ('all' in cond) return { all: cond.all.map((one) => rebasedCond(one, factor)) };
  if ('any' in cond) return { any: cond.any.map((one) => rebasedCond(one, factor)) };
  if ('not' in cond) return { not: rebasedCond(cond.not, factor) };
  return rebasedLeaf(cond, factor);
}

const rebased = new WeakMap<Rule, Map<number, Rule>>();

/**
 * A rule that says of prices multiplied by a factor what it said of them before: numbers that are compared with prices
 * are multiplied, those compared with volumes divided; percentages, and numbers that only multiply, stay.
 *
 * Edge     made once for as long as this very rule is held; by 1 it is the rule itself.
 * @example close crosses 700, by 1 / 7 → close crosses 100
 */
export function rebasedRule(rule: Rule, factor: number): Rule {
  if (factor === 1) return rule;
  const made = rebased.get(rule) ?? new Map<number, Rule>();
  rebased.set(rule, made);
  const known = made.get(factor) ?? { ...rule, when: rebasedCond(rule.when, factor) };
  made.set(factor, known);
  return known;
}

import type { Interval } from '../market/interval';

export const SEVERITIES = ['info', 'warning', 'critical'] as const;

export type Severity = (typeof SEVERITIES)[number];

/** A bar's own readings, by the names rules use. */
export const FIELDS = [
  'open', 'high', 'low', 'close', 'volume', 'hl2',
  'prev_close', 'day_open', 'high_52w', 'low_52w',
] as const; // prettier-ignore

export type Field = (typeof FIELDS)[number];

export type Expr =
  | number
  | Field
  | { readonly ind: 'sma' | 'ema' | 'rsi'; readonly n?: number; readonly of?: Expr }
  | { readonly lag: readonly [Expr, number] }
  | { readonly add: readonly [Expr, Expr] }
  | { readonly sub: readonly [Expr, Expr] }
  | { readonly mul: readonly [Expr, Expr] }
  | { readonly div: readonly [Expr, Expr] }
  | { readonly pct: readonly [Expr, Expr] }
  | { readonly abs: Expr }
  | { readonly ml: 'predicted_change_pct' | 'vol'; readonly at: string };

/** An expression that is more than a number or a field. */
export type ExprObject = Extract<Expr, object>;

export type Threshold = number | { readonly pct: number } | { readonly sd: number };

export type Comparison = '>' | '<' | '>=' | '<=' | 'crosses' | 'crosses_up' | 'crosses_down';

export type BandTest = 'inside' | 'outside' | 'enters' | 'exits';

export type Move = 'moves_up' | 'moves_down';

export type ComparisonCond<Op extends Comparison = Comparison> = {
  readonly op: Op;
  readonly left: Expr;
  readonly right: Expr;
};

export type BandCond<Op extends BandTest = BandTest> = {
  readonly op: Op;
  readonly left: Expr;
  readonly lo: Expr;
  readonly hi: Expr;
};

export type MoveCond<Op extends Move = Move> = {
  readonly op: Op;
  readonly left: Expr;
  readonly by: Threshold;
  readonly within: string;
};

/** A condition that compares readings, as opposed to one made of others. */
export type LeafCond = ComparisonCond | BandCond | MoveCond;

export type Cond =
  LeafCond | { readonly all: readonly Cond[] } | { readonly any: readonly Cond[] } | { readonly not: Cond };

/** The leaves that an operator judges. */
export type LeafCondOf<Op, C = LeafCond> = C extends { readonly op: string }
  ? Op extends C['op']
    ? C & { readonly op: Op }
    : never
  : never;

export type Trigger = {
  readonly mode?: 'edge';
  readonly frequency?: 'once' | 'bar_close';
  /** A span, or a number of bars. */
  readonly cooldown?: string | number;
};

/** What a rule watches: symbols, or those of a watchlist as they are at the time. */
export type Targets = { readonly symbols: readonly string[] } | { readonly watchlist: string };

/** A rule as its owner wrote it, after `parseRule` accepted it; symbols are upper-cased. */
export type Rule = {
  readonly dsl: '1';
  readonly name: string;
  readonly targets: Targets;
  readonly interval: Interval;
  readonly when: Cond;
  readonly trigger?: Trigger;
  /** Oldest age of the previous bar that a crossing may compare with. */
  readonly staleAfter?: string;
  readonly severity?: Severity;
  readonly labels?: Readonly<Record<string, string>>;
};

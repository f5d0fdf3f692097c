import {
  type Backtest,
  type Contestant,
  RANGE_BASELINE,
  TIME_OF_DAY_BASELINE,
} from '../forecast/backtest/backtest';
import { type Lead, leadOver, type Skill, skillOf } from '../forecast/backtest/skill';
import { Problem } from '../problems';
import type { DirectionRecord, ScoredSeries } from './testedSeries';

type Leads = Readonly<Partial<Record<Contestant, Lead>>>;

/** A record of direction, with the p of Pesaran and Timmermann as it is after Holm's correction over symbols × horizons. */
export type JudgedDirection = DirectionRecord & { readonly holmP?: number };

export type SeriesSkill = {
  readonly symbol: string;
  readonly skill: Skill;
  readonly leads: Leads;
  /** Of models that tell up from down. */
  readonly direction?: JudgedDirection;
};

/** What one model was worth over one horizon, beside those it has to beat. */
export type EvaluatedModel = {
  readonly model: Contestant;
  readonly pooled: Skill;
  readonly leads: Leads;
  readonly series: readonly SeriesSkill[];
};

export type Evaluated = {
  readonly horizonBars: number;
  /** Bars of each series, and how many of them had an open or a wick cut back. */
  readonly bars: readonly Pick<Backtest, 'symbol' | 'bars' | 'repaired'>[];
  /** Series without a case: they have too few bars, or hardly ever move. */
  readonly left: readonly string[];
  readonly models: readonly EvaluatedModel[];
};

/** Everybody is held against these. */
const RIVALS = [
  'ewma',
  RANGE_BASELINE,
  TIME_OF_DAY_BASELINE,
  'har-daily',
  'har',
] as const satisfies readonly Contestant[];

/**
 * What models were worth over one horizon, of each series and pooled.
 *
 * Throws  BARS_INSUFFICIENT where no series has a case.
 */
export function evaluatedOver(horizonBars: number, tests: readonly ScoredSeries[]): Evaluated {
  const full = tests.filter(({ scored }) => scored.size > 0);
  const [first] = full;
  if (first === undefined)
    throw new Problem(
      'BARS_INSUFFICIENT',
      `No series has bars enough, and moving ones, for a case of ${horizonBars} bars: bring longer ones, or fewer models.`,
    );
  const names = [...first.scored.keys()];
  return {
    horizonBars,
    bars: tests.map(({ symbol, bars, repaired }) => ({ symbol, bars, repaired })),
    left: tests.filter(({ scored }) => scored.size === 0).map(({ symbol }) => symbol),
    models: names.map((model) => ({
      model,
      ...worth(model, full, names),
      series: full.map((test) => {
        const { pooled: skill, leads } = worth(model, [test], names);
        const direction = test.direction.get(model);
        return { symbol: test.symbol, skill, leads, ...(direction && { direction }) };
      }),
    })),
  };
}

function worth(model: Contestant, tests: readonly ScoredSeries[], names: readonly Contestant[]) {
  const casesOf = (name: Contestant) => tests.map(({ scored }) => scored.get(name)!);
  const [ours, { horizonDates }] = [casesOf(model), tests[0]!];
  const rivals = RIVALS.filter((rival) => rival !== model && names.includes(rival));
  return {
    pooled: skillOf(ours, horizonDates),
    leads: Object.fromEntries(rivals.map((rival) => [rival, leadOver(ours, casesOf(rival), horizonDates)])),
  };
}

import {
  type Backtest,
  backtest,
  type Contender,
  type Contestant,
  modelContender,
  RANGE_BASELINE,
} from '../forecast/backtest/backtest';
import { panelContenders } from '../forecast/backtest/panelContenders';
import { type ScoredCases, scoredCases } from '../forecast/backtest/scoredCases';
import { type Lead, leadOver, type Skill, skillOf } from '../forecast/backtest/skill';
import type { CleanBars } from '../market/bar';
import { cleanBars } from '../market/cleanBars';
import type { Interval } from '../market/interval';
import { MODEL_KINDS } from '../models/fit';
import { Problem } from '../problems';
import type { Deps } from './deps';

/** Models that can be evaluated, cheapest first. */
export const EVALUATED = [...MODEL_KINDS, 'har-pooled'] as const;

export type EvaluationInput = {
  readonly symbols: readonly string[];
  readonly interval: Interval;
  readonly horizonsBars: readonly number[];
  readonly models: readonly (typeof EVALUATED)[number][];
};

export type SeriesSkill = { readonly symbol: string; readonly skill: Skill };

/** What one model was worth over one horizon, beside those it has to beat. */
export type EvaluatedModel = {
  readonly model: Contestant;
  readonly pooled: Skill;
  readonly leads: Readonly<Partial<Record<Contestant, Lead>>>;
  readonly series: readonly SeriesSkill[];
};

export type Evaluated = {
  readonly horizonBars: number;
  /** Bars of each series, and how many of them had an open or a wick cut back. */
  readonly bars: readonly Pick<Backtest, 'symbol' | 'bars' | 'repaired'>[];
  /** Series with too few bars for any case. */
  readonly left: readonly string[];
  readonly models: readonly EvaluatedModel[];
};

export type EvaluationProgress = { readonly done: number; readonly of: number; readonly bars: number };

/** Everybody is held against these. */
const RIVALS = ['ewma', RANGE_BASELINE, 'har'] as const satisfies readonly Contestant[];

/**
 * Walks models forward over every series and horizon, and says what they were worth.
 *
 * Shape   yields how far it is after each series, and answers one evaluation a horizon. `ewma` is always among the models.
 * Throws  BARS_INSUFFICIENT where no series has a case; SYMBOL_UNKNOWN and MARKET_… of the source.
 */
export async function* evaluateModels(
  deps: Pick<Deps, 'marketData'>,
  input: EvaluationInput,
): AsyncGenerator<EvaluationProgress, readonly Evaluated[]> {
  const panel: CleanBars[] = [];
  for (const symbol of input.symbols) panel.push(await seriesOf(deps, symbol, input.interval));
  const evaluated: Evaluated[] = [];
  const of = input.symbols.length * input.horizonsBars.length;
  let [done, bars] = [0, 0];
  for (const horizonBars of input.horizonsBars) {
    const pooled = input.models.includes('har-pooled') ? panelContenders(panel, horizonBars) : [];
    const tests: Tested[] = [];
    for (const [place, series] of panel.entries()) {
      const among = contendersOf(series, input.models, horizonBars);
      tests.push(tested(series, [...among, ...pooled.slice(place, place + 1)], horizonBars));
      done += 1;
      bars += series.bars.length;
      yield { done, of, bars };
    }
    evaluated.push(evaluatedOver(horizonBars, tests));
  }
  return evaluated;
}

type Tested = Pick<Backtest, 'symbol' | 'bars' | 'repaired'> & {
  readonly scored: ReadonlyMap<Contestant, ScoredCases>;
};

async function seriesOf(
  { marketData }: Pick<Deps, 'marketData'>,
  symbol: string,
  interval: Interval,
): Promise<CleanBars> {
  const upTo = Number.POSITIVE_INFINITY;
  const { source, bars } = await marketData.bars({ symbol, interval, upTo });
  return cleanBars({ symbol, interval, source, bars, knownAt: upTo }).clean;
}

function contendersOf(
  series: CleanBars,
  models: EvaluationInput['models'],
  horizonBars: number,
): readonly Contender[] {
  return MODEL_KINDS.filter((kind) => kind === 'ewma' || models.includes(kind)).map((kind) =>
    modelContender(series, kind, horizonBars),
  );
}

function tested(series: CleanBars, contenders: readonly Contender[], horizonBars: number): Tested {
  const test = backtest(series, contenders, horizonBars);
  const { symbol, bars, repaired } = test;
  const names = test.asOf.length > test.scoredFrom ? [...test.told.keys()] : [];
  return { symbol, bars, repaired, scored: new Map(names.map((name) => [name, scoredCases(test, name)])) };
}

function evaluatedOver(horizonBars: number, tests: readonly Tested[]): Evaluated {
  const full = tests.filter(({ scored }) => scored.size > 0);
  const [first] = full;
  if (first === undefined)
    throw new Problem(
      'BARS_INSUFFICIENT',
      `No series has bars enough for a case of ${horizonBars} bars: bring longer ones, or fewer models.`,
    );
  const casesOf = (name: Contestant) => full.map(({ scored }) => scored.get(name)!);
  return {
    horizonBars,
    bars: tests.map(({ symbol, bars, repaired }) => ({ symbol, bars, repaired })),
    left: tests.filter(({ scored }) => scored.size === 0).map(({ symbol }) => symbol),
    models: [...first.scored.keys()].map((model) => {
      const ours = casesOf(model);
      const rivals = RIVALS.filter((rival) => rival !== model && first.scored.has(rival));
      return {
        model,
        pooled: skillOf(ours, horizonBars),
        leads: Object.fromEntries(
          rivals.map((rival) => [rival, leadOver(ours, casesOf(rival), horizonBars)]),
        ),
        series: ours.map((cases) => ({ symbol: cases.symbol, skill: skillOf([cases], horizonBars) })),
      };
    }),
  };
}

import type { Contender } from '../forecast/backtest/backtest';
import type { ToldCases } from '../forecast/backtest/toldCases';
import { isMoving } from '../forecast/isMoving';
import type { CleanBars } from '../market/bar';
import { cleanBars } from '../market/cleanBars';
import type { Interval } from '../market/interval';
import { MODEL_KINDS } from '../models/fit';
import { once } from '../once';
import type { ResultKeep } from '../ports/ResultKeep';
import type { Deps } from './deps';
import { directionsJudged } from './directionsJudged';
import { type Evaluated, evaluatedOver } from './evaluatedOver';
import { barsDigest, resultKey } from './resultKey';
import { pooledContenders, type ScoredSeries, type TestedSeries, testedSeries } from './testedSeries';

/** Models that can be evaluated, cheapest first. */
export const EVALUATED = [...MODEL_KINDS, 'har-pooled'] as const;

export type EvaluationInput = {
  readonly symbols: readonly string[];
  readonly interval: Interval;
  readonly horizonsBars: readonly number[];
  readonly models: readonly (typeof EVALUATED)[number][];
  /** What the results are made by: those of other code are not taken for its own. */
  readonly codeDigest?: string;
};

/** How far an evaluation is, and what it has come to last. */
export type EvaluationProgress = {
  readonly done: number;
  readonly of: number;
  readonly bars: number;
  readonly symbol: string;
  readonly horizonBars: number;
  readonly told: ToldCases;
  /** By what it is kept, where it is; it was made by an earlier run where `wasKept`. */
  readonly key: string;
  readonly wasKept: boolean;
};

type EvaluationDeps = Pick<Deps, 'marketData'> & { readonly kept?: ResultKeep<TestedSeries> };

/**
 * Walks models forward over every series and horizon, and says what they were worth.
 *
 * Shape   yields how far it is after each series, and answers one evaluation a horizon. `ewma` is always among the models.
 * Edge    a series that hardly ever moves has no case. What is kept of the same bars, options and code is not made again.
 * Throws  BARS_INSUFFICIENT where no series has a case; SYMBOL_UNKNOWN and MARKET_… of the source.
 */
export async function* evaluateModels(
  deps: EvaluationDeps,
  input: EvaluationInput,
): AsyncGenerator<EvaluationProgress, readonly Evaluated[]> {
  const panel: CleanBars[] = [];
  for (const symbol of input.symbols) panel.push(await seriesOf(deps, symbol, input.interval));
  const evaluated: Evaluated[] = [];
  const of = input.symbols.length * input.horizonsBars.length;
  let [done, bars] = [0, 0];
  for (const horizonBars of input.horizonsBars) {
    const tests: ScoredSeries[] = [];
    for (const step of stepsOver(panel, input, horizonBars)) {
      const { result, ...from } = await madeOrKept(deps, step);
      const { told, ...scored } = result;
      tests.push(scored);
      done += 1;
      bars += scored.bars;
      yield { done, of, bars, symbol: scored.symbol, horizonBars, told, ...from };
    }
    evaluated.push(evaluatedOver(horizonBars, tests));
  }
  return directionsJudged(evaluated);
}

type Step = { readonly key: string; readonly make: () => TestedSeries };

/** What is to be made of each series over one horizon. */
function stepsOver(
  panel: readonly CleanBars[],
  { models, codeDigest }: EvaluationInput,
  horizonBars: number,
): readonly Step[] {
  const isPooled = models.includes('har-pooled');
  const moving = panel.filter(isMoving);
  const contenders = once(() => (isPooled ? pooledContenders(moving, horizonBars) : []));
  const pooledOf = (series: CleanBars): readonly Contender[] => {
    const place = moving.indexOf(series);
    return place < 0 ? [] : contenders().slice(place, place + 1);
  };
  const digests = panel.map(barsDigest);
  return panel.map((series, place) => ({
    key: resultKey({
      ...{ codeDigest, models, horizonBars, bars: digests[place] },
      ...(isPooled && { panel: digests }),
    }),
    make: () => testedSeries(series, { models, horizonBars, pooled: pooledOf(series) }),
  }));
}

async function madeOrKept({ kept }: EvaluationDeps, { key, make }: Step) {
  const earlier = await kept?.read(key);
  if (earlier) return { result: earlier, key, wasKept: true };
  const result = make();
  await kept?.write(key, result);
  return { result, key, wasKept: false };
}

async function seriesOf(
  { marketData }: EvaluationDeps,
  symbol: string,
  interval: Interval,
): Promise<CleanBars> {
  const upTo = Number.POSITIVE_INFINITY;
  const { source, bars } = await marketData.bars({ symbol, interval, upTo });
  return cleanBars({ symbol, interval, source, bars, knownAt: upTo }).clean;
}

import type { Bracket } from '../forecast/bracketChance';
import type { Forecast } from '../forecast/forecast';
import { type ForecastOptions, makeForecast } from '../forecast/makeForecast';
import type { CleanBars } from '../market/bar';
import { barsLate } from '../market/barsLate';
import type { Interval } from '../market/interval';
import { symbolOf } from '../market/series';
import { isProblem, Problem } from '../problems';
import type { HistoryDeps } from './barHistory';
import { HISTORY_BARS } from './barHistory';
import type { Deps, RecentBars } from './deps';
import { modelSlot } from './modelSlot';
import { recentBars } from './recentBars';
import type { ServingDeps, ServingModel, ServingModels } from './servingModels';
import { servingModels } from './servingModels';
import { standInModel } from './standInModel';

export type PredictDeps = HistoryDeps & ServingDeps & Pick<Deps, 'marketClock'>;

export type PredictInput = {
  /** A symbol of the source, or the series of imported bars. */
  readonly symbol: string;
  readonly interval: Interval;
  readonly horizon: string;
  readonly levels?: readonly number[];
  readonly bracket?: Bracket;
};

/** A forecast with where it comes from; times are epoch ms. */
export type ServedForecast = Forecast & {
  readonly symbol: string;
  readonly interval: Interval;
  readonly horizon: string;
  /** Close of the last bar used. */
  readonly asOf: number;
  readonly source: string;
  readonly model: {
    readonly id: string;
    readonly kind: string;
    readonly trainedAt: number;
    readonly role: 'champion' | 'retired';
  };
  readonly degraded?: string;
  readonly skill: Readonly<Record<string, unknown>>;
};

/**
 * The forecast at the newest closed bar; while its source does not serve, at the last that it served, and says so.
 *
 * Throws  BARS_STALE where that is more than three bars ago; SYMBOL_UNKNOWN before MODEL_NOT_TRAINED: a misspelt symbol is not worth training.
 */
export async function predict(deps: PredictDeps, input: PredictInput): Promise<ServedForecast> {
  const slot = modelSlot(input.symbol, input.interval, input.horizon);
  const { symbol, interval } = input;
  const upTo = deps.marketClock.now(symbol);
  const recent = await recentBars(deps, { symbol, interval, upTo, count: HISTORY_BARS });
  const age = ageOf(recent, { symbol, interval, upTo });
  const forecast = await servedForecast(deps, {
    models: await servingModels(deps, slot).catch(orStandIn(recent.bars, slot.horizonBars)),
    bars: recent.bars,
    input,
  });
  return { ...forecast, ...age, warnings: [...forecast.warnings, ...age.warnings] };
}

/** Where no stored model can be read, who learns from the bars alone answers. */
const orStandIn =
  (bars: CleanBars, horizonBars: number) =>
  (error: unknown): ServingModels => {
    const standIn = isProblem(error, 'MODEL_INCOMPATIBLE') ? standInModel(bars, horizonBars) : undefined;
    if (standIn === undefined) throw error;
    return standIn;
  };

/** Bars that should have closed since the newest: so many are worth a warning, and more are too many for a forecast. */
const WARNED_BARS = 2;
const MOST_BARS = 3;

/**
 * What there is to say of the age of bars.
 *
 * Throws  BARS_STALE where the source does not serve, and too many bars should have closed since.
 */
function ageOf(
  { upTo: asOf, sourceFailed, bars }: RecentBars,
  { symbol, interval, upTo }: Pick<PredictInput, 'symbol' | 'interval'> & { readonly upTo: number },
): { readonly warnings: readonly string[]; readonly degraded?: 'sourceFailed' } {
  const late = barsLate(interval, asOf, { upTo, most: MOST_BARS + 1 });
  const name = `The newest ${interval} bar of "${symbolOf(symbol)}" closed at ${new Date(asOf).toISOString()}`;
  if (sourceFailed !== undefined && late > MOST_BARS)
    throw new Problem(
      'BARS_STALE',
      `${name}, more than ${MOST_BARS} bars ago, and its source serves none now (${sourceFailed}). Try again later.`,
    );
  const aged = late > WARNED_BARS ? [`${name}, more than ${WARNED_BARS} bars ago.`] : [];
  const held = bars.pending
    ? [`${name}: the one after has jumped, and is not believed before the next.`]
    : [];
  return { warnings: [...aged, ...held], ...(sourceFailed !== undefined && { degraded: 'sourceFailed' }) };
}

/** A forecast of loaded models at the last of `bars`. */
async function servedForecast(
  deps: Pick<Deps, 'caches'>,
  { models, bars, input }: { models: ServingModels; bars: CleanBars; input: PredictInput },
): Promise<ServedForecast> {
  const last = bars.bars.at(-1);
  if (!last)
    throw new Problem(
      'BARS_INSUFFICIENT',
      `"${symbolOf(input.symbol)}" has no ${input.interval} bar yet. Try again later.`,
    );
  const { forecast, by, degraded } = await firstUsable(deps, models, bars, input);
  const { card, role } = by;
  return {
    ...forecast,
    symbol: symbolOf(input.symbol),
    interval: input.interval,
    horizon: input.horizon,
    asOf: last.closedAt,
    source: bars.source,
    model: { id: card.id, kind: card.kind, trainedAt: card.trainedAt, role },
    ...(degraded && { degraded }),
    skill: card.evaluation,
  };
}

type Answer = { readonly forecast: Forecast; readonly by: ServingModel } & Pick<ServingModels, 'degraded'>;

/**
 * The forecast of the first model that can make one: the one that serves, the one before it, and who learns from the bars
 * alone. That it is not the first is told.
 *
 * Throws  MODEL_INCOMPATIBLE of the one that serves, where nobody can.
 */
async function firstUsable(
  deps: Pick<Deps, 'caches'>,
  { serving, earlier, degraded }: ServingModels,
  bars: CleanBars,
  asked: ForecastOptions,
): Promise<Answer> {
  const by = async (model: ServingModel) => ({
    forecast: await madeForecast(deps, model, bars, asked),
    by: model,
  });
  try {
    return { ...(await by(serving)), ...(degraded && { degraded }) };
  } catch (error) {
    if (!isProblem(error, 'MODEL_INCOMPATIBLE')) throw error;
    const standIn = standInModel(bars, serving.card.horizonBars)?.serving;
    for (const model of [earlier, standIn]) {
      const answer = model && (await by(model).catch(unlessIncompatible));
      if (answer) return { ...answer, degraded: 'championUnusable' };
    }
    throw error;
  }
}

function unlessIncompatible(error: unknown): undefined {
  if (!isProblem(error, 'MODEL_INCOMPATIBLE')) throw error;
}

/** The forecast of one model on the same bars is made once: no stored bar ever changes, and one that joins them shifts or lengthens them. */
function madeForecast(
  { caches }: Pick<Deps, 'caches'>,
  { artifact, card }: ServingModel,
  bars: CleanBars,
  { levels = [], bracket }: ForecastOptions,
): Promise<Forecast> {
  const [first, last] = [bars.bars[0]?.startAt, bars.bars.at(-1)?.startAt];
  const asked = [levels.join(), bracket && `${bracket.low}…${bracket.high}`].filter(Boolean);
  const name = [card.id, card.artifactSha256, bars.symbol, bars.bars.length, first, last, ...asked].join(' ');
  return caches.forecasts.get(name, async () =>
    makeForecast(artifact, bars, { levels, ...(bracket && { bracket }) }),
  );
}

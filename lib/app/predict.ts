import type { Forecast } from '../forecast/forecast';
import { makeForecast } from '../forecast/makeForecast';
import type { CleanBars } from '../market/bar';
import type { Interval } from '../market/interval';
import { symbolOf } from '../market/series';
import { Problem } from '../problems';
import type { HistoryDeps } from './barHistory';
import { barHistory, HISTORY_BARS } from './barHistory';
import type { Deps } from './deps';
import { modelSlot } from './modelSlot';
import type { ServingModels } from './servingModels';
import { servingModels } from './servingModels';
import type { ModelReading } from './storedModel';

export type PredictDeps = HistoryDeps & ModelReading & Pick<Deps, 'marketClock'>;

export type PredictInput = {
  /** A symbol of the source, or the series of imported bars. */
  readonly symbol: string;
  readonly interval: Interval;
  readonly horizon: string;
  readonly levels?: readonly number[];
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
 * The forecast at the newest closed bar.
 *
 * Throws  SYMBOL_UNKNOWN before MODEL_NOT_TRAINED: a misspelt symbol is not worth training.
 */
export async function predict(deps: PredictDeps, input: PredictInput): Promise<ServedForecast> {
  const slot = modelSlot(input.symbol, input.interval, input.horizon);
  const { symbol, interval } = input;
  const bars = await barHistory(deps, {
    symbol,
    interval,
    upTo: deps.marketClock.now(symbol),
    count: HISTORY_BARS,
  });
  return servedForecast(await servingModels(deps, slot), bars, input);
}

/** A forecast of loaded models at the last of `bars`. */
function servedForecast(models: ServingModels, bars: CleanBars, input: PredictInput): ServedForecast {
  const { artifact, card, role } = models.serving;
  const last = bars.bars.at(-1);
  if (!last)
    throw new Problem(
      'BARS_INSUFFICIENT',
      `"${symbolOf(input.symbol)}" has no ${input.interval} bar yet. Try again later.`,
    );
  const forecast = makeForecast(artifact, bars, input.levels ? { levels: input.levels } : {});
  return {
    ...forecast,
    symbol: symbolOf(input.symbol),
    interval: input.interval,
    horizon: input.horizon,
    asOf: last.closedAt,
    source: bars.source,
    model: { id: card.id, kind: card.kind, trainedAt: card.trainedAt, role },
    ...(models.degraded && { degraded: models.degraded }),
    skill: card.evaluation,
  };
}

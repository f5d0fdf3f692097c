import type { Forecast } from '../forecast/forecast';
import { makeForecast } from '../forecast/makeForecast';
import type { CleanBars } from '../market/bar';
import type { Interval } from '../market/interval';
import { symbolOf } from '../market/series';
import { Problem } from '../problems';
import type { HistoryDeps } from './barHistory';
import { HISTORY_BARS } from './barHistory';
import type { Deps } from './deps';
import { modelSlot } from './modelSlot';
import { recentBars } from './recentBars';
import type { ServingDeps, ServingModel, ServingModels } from './servingModels';
import { servingModels } from './servingModels';

export type PredictDeps = HistoryDeps & ServingDeps & Pick<Deps, 'marketClock'>;

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
  const { bars } = await recentBars(deps, {
    symbol,
    interval,
    upTo: deps.marketClock.now(symbol),
    count: HISTORY_BARS,
  });
  return servedForecast(deps, { models: await servingModels(deps, slot), bars, input });
}

/** A forecast of loaded models at the last of `bars`. */
async function servedForecast(
  deps: Pick<Deps, 'caches'>,
  { models, bars, input }: { models: ServingModels; bars: CleanBars; input: PredictInput },
): Promise<ServedForecast> {
  const { card, role } = models.serving;
  const last = bars.bars.at(-1);
  if (!last)
    throw new Problem(
      'BARS_INSUFFICIENT',
      `"${symbolOf(input.symbol)}" has no ${input.interval} bar yet. Try again later.`,
    );
  const forecast = await madeForecast(deps, models.serving, bars, input.levels ?? []);
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

/** The forecast of one model on the same bars is made once: no stored bar ever changes, and one that joins them shifts or lengthens them. */
function madeForecast(
  { caches }: Pick<Deps, 'caches'>,
  { artifact, card }: ServingModel,
  bars: CleanBars,
  levels: readonly number[],
): Promise<Forecast> {
  const [first, last] = [bars.bars[0]?.startAt, bars.bars.at(-1)?.startAt];
  const name = [card.id, card.artifactSha256, bars.symbol, bars.bars.length, first, last, ...levels].join(
    ' ',
  );
  return caches.forecasts.get(name, async () => makeForecast(artifact, bars, { levels }));
}

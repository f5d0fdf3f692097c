import type { ToldByModel, ToldCases } from '../forecast/backtest/toldCases';
import { reliabilityTable } from '../forecast/scores/reliabilityTable';
import { skillPlots } from '../plots/skillPlots';
import { xmlText } from '../plots/xmlText';

/** Drawn beside every model, not for themselves. */
const BASELINES: readonly string[] = ['naive', 'ewma', 'ewma-range', 'ewma-tod'];

/** One series over one horizon. */
export type ReportedSeries = { readonly symbol: string; readonly horizon: string; readonly told: ToldCases };

const inPercent = (sigma: Float64Array): Float64Array => sigma.map((each) => 100 * each);

/** How often levels came about, of those that are scored. */
function reliabilityOf({ isTouchScored, touched }: ToldCases, { touch }: ToldByModel) {
  const levels = touch.length / Math.max(1, isTouchScored.length);
  const isScored = (_: number, at: number) => isTouchScored[Math.floor(at / levels)] === 1;
  const table = reliabilityTable(touch.filter(isScored), touched.filter(isScored));
  return table.flatMap(({ cases, meanForecast, observedFrequency }) =>
    meanForecast === undefined || observedFrequency === undefined
      ? []
      : [{ cases, told: meanForecast, happened: observedFrequency }],
  );
}

/** The drawings of every model of one series over one horizon, folded; nothing where there is no case. */
export function reportSection({ symbol, horizon, told }: ReportedSeries): string {
  const ewma = told.models.find(({ model }) => model === 'ewma');
  if (ewma === undefined || told.asOf.length === 0) return '';
  const drawn = told.models
    .filter(({ model }) => !BASELINES.includes(model))
    .flatMap((model) =>
      Object.values(
        skillPlots({
          name: `${symbol}, ${horizon} ahead, ${model.model}`,
          reliability: reliabilityOf(told, model),
          asOf: told.asOf,
          inside90: told.horizonReturn.map((move, i) =>
            move >= model.low90[i]! && move <= model.high90[i]! ? 1 : 0,
          ),
          sigmaPct: inPercent(model.sigma),
          baselineSigmaPct: inPercent(ewma.sigma),
          realisedPct: inPercent(told.realisedSigma),
        }),
      ),
    );
  const name = xmlText(`${symbol}, ${horizon} ahead`);
  return `<details><summary>${name}</summary><div class="plots">${drawn.join('')}</div></details>\n`;
}

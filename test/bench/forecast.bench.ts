import { makeForecast } from '../../lib/forecast/makeForecast';
import { trainForecaster } from '../../lib/forecast/trainForecaster';
import { wanderingBars } from '../support/madeBars';
import type { BenchRow } from './benchRow';
import { interleavedMedians } from './interleavedMedians';

const TRAINING_BARS = 2_150;
const HISTORY_BARS = 600;

function within(work: string, ms: number, limitMs: number): BenchRow {
  const ratio = ms / limitMs;
  return {
    work,
    ours: `${ms.toFixed(3)} ms`,
    peer: `limit ${limitMs} ms`,
    ratio,
    gate: '≤ 1 of the limit',
    ok: ratio <= 1,
  };
}

/** Training on the bars of the default run, and one forecast from the history a request reads. */
export async function run(): Promise<BenchRow[]> {
  const bars = wanderingBars({ seed: 1, count: TRAINING_BARS, storms: 0.2 });
  const recent = { ...bars, bars: bars.bars.slice(-HISTORY_BARS) };
  const { artifact } = trainForecaster(bars, { kind: 'ridge', horizonBars: 1 });
  const train = (kind: 'ridge' | 'auto') => () => trainForecaster(bars, { kind, horizonBars: 1 });
  const levels = [0.95, 0.98, 1.02, 1.05].map((share) => recent.bars.at(-1)!.close * share);
  const [ridgeMs, autoMs] = interleavedMedians([train('ridge'), train('auto')], 5, 1);
  const [forecastMs] = interleavedMedians([() => makeForecast(artifact, recent, { levels })], 500, 300);
  return [
    within(`ridge trained walk-forward on ${TRAINING_BARS.toLocaleString('en')} bars`, ridgeMs!, 1_000),
    within(`auto trained walk-forward on ${TRAINING_BARS.toLocaleString('en')} bars`, autoMs!, 3_000),
    within(`one ridge forecast from ${HISTORY_BARS} bars`, forecastMs!, 2),
  ];
}

import type { FeatureName } from '../../features/featureMatrix';
import { windowOf } from '../../features/featureMatrix';
import type { FitOf } from '../fit';
import { explainedLevel, varianceAt, varianceLevel } from '../logVarianceHead';
import { isProblem } from '../../problems';
import type { LearningRows } from '../learningRows';
import type { Model } from '../model';
import type { LstmFit } from './lstmFit';
import { type LstmReader, lstmReader, readLstm } from './lstmReader';
import { lstmRegression } from './lstmRegression';
import { weightPlaces } from './lstmWeights';

/** What a day was like: its range, its fall, its volume. It finds weeks and months by itself. */
const FEATURES: readonly FeatureName[] = [
  'logVariance1',
  'fall1',
  'overnightGap',
  'relativeVolume20',
  'nightsAhead',
];

const STEPS = 30;
const OPTIONS = { units: 32, steps: STEPS, mostEpochs: 12 };
/** First weights and the order of windows are drawn by it. */
const SEED = 1;

const LAID_OUT = new WeakMap<LstmFit, LstmReader>();

/** A network is laid out for reading once. */
function readerOf(network: LstmFit): LstmReader {
  const reader = LAID_OUT.get(network) ?? lstmReader(network);
  LAID_OUT.set(network, reader);
  return reader;
}

/** A variance that never changes needs no memory. */
function learned(rows: LearningRows, horizonBars: number): LstmFit {
  const tail = { share: 0.15, gapRows: horizonBars, patience: 4 };
  try {
    return lstmRegression(rows, SEED, { ...OPTIONS, tail });
  } catch (error) {
    if (!isProblem(error, 'MODEL_DEGENERATE')) throw error;
    const shape = { columns: rows.columns.length, units: OPTIONS.units, steps: STEPS };
    const none = Array.from({ length: shape.columns }, () => 0);
    return {
      ...shape,
      centres: none,
      scales: none.map(() => 1),
      targetCentre: rows.target[rows.firstRow]!,
      targetScale: 1,
      weights: Array.from({ length: weightPlaces(shape).intercept + 1 }, () => 0),
    };
  }
}

/** A long short-term memory of 32 units that reads 30 bars for the log variance over the horizon; see lstmRegression. */
export const lstm: Model<FitOf<'lstm'>> = {
  kind: 'lstm',
  features: FEATURES,
  fewestRows: 252,
  windowRows: STEPS,
  blocksPerFit: 12,
  fit: (examples) => {
    const { columns, firstRow, logVariance, horizonBars } = examples;
    return (through) => {
      const rows = { columns, target: logVariance, firstRow: firstRow - STEPS + 1, through };
      const network = learned(rows, horizonBars);
      const reader = readerOf(network);
      const predicted = Float64Array.from({ length: through - firstRow + 1 }, (_, i) =>
        readLstm(reader, windowOf(columns, firstRow + i, STEPS)),
      );
      const volatility = varianceLevel(examples, predicted, through);
      return { kind: 'lstm', horizonBars, features: [...FEATURES], network, volatility };
    };
  },
  apply: ({ network, volatility }, window) => varianceAt(volatility, readLstm(readerOf(network), window)),
  explain: ({ network, volatility }, window) => {
    const said = readLstm(readerOf(network), window) - network.targetCentre;
    return explainedLevel(volatility, network.targetCentre, [{ name: 'network', contribution: said }]);
  },
};

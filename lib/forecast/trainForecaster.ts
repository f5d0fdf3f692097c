import { symbolOf } from '../market/series';
import type { CleanBars } from '../market/bar';
import { ARTIFACT_VERSION, checkedArtifact, type ModelArtifact } from '../models/artifact';
import type { Evaluation } from '../models/evaluation';
import { AUTO_KINDS, MODEL_KINDS, type ModelKind } from '../models/fit';
import { modelNamed } from '../models/modelNamed';
import type { SkillTrail } from '../models/skillTrail';
import { isProblem, Problem } from '../problems';
import { aroundDrift } from './backtest/aroundDrift';
import { backtest, modelContender } from './backtest/backtest';
import { scoredOutcomes, scoredReadings } from './backtest/scoredPart';
import { cheapestUnbeaten } from './cheapestUnbeaten';
import { directionRecord } from './directionRecord';
import { evaluate } from './evaluate';
import { isMoving, movingBars } from './isMoving';
import { mayAdmitDrift } from './mayAdmitDrift';
import { minimumBars } from './minimumBars';
import { driftErrors, pastErrors } from './pastErrors';
import { skillCard } from './skillCard';
import { skillTrail } from './skillTrail';

export type TrainingOptions = {
  readonly kind: ModelKind | 'auto';
  readonly horizonBars: number;
  /** Part of the model's identity, and no more: what `lstm` draws by chance it draws by a seed of its own. */
  readonly seed?: number;
};

export type Trained = {
  readonly artifact: ModelArtifact;
  readonly evaluation: Evaluation;
  readonly trail: SkillTrail;
};

function requireMovement(series: CleanBars): void {
  if (isMoving(series)) return;
  const { symbol, bars } = series;
  throw new Problem(
    'MODEL_DEGENERATE',
    `The close of "${symbolOf(symbol)}" changes on ${movingBars(series)} of ${bars.length} bars: there is nothing to forecast. Choose another symbol.`,
  );
}

function requireBars({ symbol, interval, bars }: CleanBars, { kind, horizonBars }: TrainingOptions): void {
  const needed = minimumBars(kind === 'auto' ? 'ewma' : kind, horizonBars);
  if (bars.length >= needed) return;
  throw new Problem(
    'BARS_INSUFFICIENT',
    `"${symbol}" has ${bars.length} bars of ${interval}; "${kind}" with a horizon of ${horizonBars} bars needs ${needed}.`,
  );
}

/** The kinds to walk forward: what was asked for, always beside the baselines. */
function contendingKinds({ bars }: CleanBars, { kind, horizonBars }: TrainingOptions): readonly ModelKind[] {
  if (kind !== 'auto')
    return MODEL_KINDS.filter((each) => each === kind || each === 'naive' || each === 'ewma');
  return AUTO_KINDS.filter((each) => bars.length >= minimumBars(each, horizonBars));
}

/** What learning came to; a fit that no forecast could be made of is the fault of the series. */
function learned({ symbol }: CleanBars, candidate: unknown): ModelArtifact {
  try {
    return checkedArtifact(candidate);
  } catch (error) {
    if (!isProblem(error, 'MODEL_INCOMPATIBLE')) throw error;
    const message = `What can be learned from "${symbol}" cannot be used (${error.message}). Choose another model or symbol.`;
    throw new Problem('MODEL_DEGENERATE', message, { cause: error });
  }
}

/**
 * Trains a model on a series and measures it on bars it has not seen.
 *
 * Shape   walk-forward over expanding windows for the record; then one fit on every row whose outcome is known.
 * Edge    `auto` is the cheapest model that no dearer one beats out of sample; it leaves out models for
 *         which there are too few bars. The same bars and options give the same artifact, byte for byte.
 * Throws  BARS_INSUFFICIENT with the number needed; MODEL_DEGENERATE when the close hardly ever moves, or moves so that no finite fit comes of it.
 */
export function trainForecaster(bars: CleanBars, options: TrainingOptions): Trained {
  requireBars(bars, options);
  requireMovement(bars);
  const { horizonBars } = options;
  const contenders = contendingKinds(bars, options).map((each) => modelContender(bars, each, horizonBars));
  const plain = backtest(bars, contenders, horizonBars);
  const outcomes = scoredOutcomes(plain);
  const readingsOf = (each: ModelKind) => scoredReadings(plain, each);
  const kind =
    options.kind === 'auto'
      ? cheapestUnbeaten(
          contenders.map(({ name }) => ({
            kind: name as ModelKind,
            readings: readingsOf(name as ModelKind),
          })),
          outcomes,
        )
      : options.kind;
  const losses = evaluate({
    bars: bars.bars.length,
    outcomes,
    readings: readingsOf(kind),
    ewma: readingsOf('ewma'),
    naive: readingsOf('naive'),
  });
  const driftAdmitted = mayAdmitDrift(losses);
  const around = aroundDrift(plain, kind) ?? plain;
  const test = driftAdmitted ? around : plain;
  const direction = directionRecord(around, kind);
  const evaluation = { ...skillCard(test, kind, losses), ...(direction && { direction }) };
  const { examples } = contenders.find(({ name }) => name === kind)!;
  const artifact = learned(bars, {
    version: ARTIFACT_VERSION,
    symbol: bars.symbol,
    interval: bars.interval,
    seed: options.seed ?? 0,
    trainedThrough: bars.bars.at(-1)!.closedAt,
    bars: bars.bars.length,
    driftAdmitted,
    ...pastErrors(test, kind),
    ...(direction?.isProven === true && driftErrors(test, kind)),
    evaluation,
    ...modelNamed(kind).fit(examples)(examples.lastRow),
  });
  return { artifact, evaluation, trail: skillTrail(test, kind) };
}

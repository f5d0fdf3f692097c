import { symbolOf } from '../market/series';
import { featureMatrix } from '../features/featureMatrix';
import type { CleanBars } from '../market/bar';
import { checkedArtifact, type ModelArtifact } from '../models/artifact';
import type { Evaluation } from '../models/evaluation';
import { type Examples, examplesOf } from '../models/examples';
import { MODEL_KINDS, type ModelKind } from '../models/fit';
import { modelNamed } from '../models/modelNamed';
import { isProblem, Problem } from '../problems';
import { cheapestUnbeaten } from './cheapestUnbeaten';
import { evaluate } from './evaluate';
import { mayAdmitDrift } from './mayAdmitDrift';
import { minimumBars } from './minimumBars';
import { type Outcomes, outcomesOf } from './outcomes';
import { residualQuantiles, standardised } from './residuals';
import { type Readings, walkForward, walkForwardPlan } from './walkForward';

export type TrainingOptions = {
  readonly kind: ModelKind | 'auto';
  readonly horizonBars: number;
  /** Part of the model's identity; these models draw nothing by chance. */
  readonly seed?: number;
};

export type Trained = { readonly artifact: ModelArtifact; readonly evaluation: Evaluation };

/** A model that was walked forward over the cases all contenders share. */
export type Contender = {
  readonly kind: ModelKind;
  readonly examples: Examples;
  readonly readings: Readings;
};

/** A series in which fewer bars than this share move has no variance to speak of. */
const LEAST_MOVING_SHARE = 0.05;

function requireMovement({ symbol, bars }: CleanBars): void {
  const moving = bars.filter(({ close }, t) => t > 0 && close !== bars[t - 1]?.close).length;
  if (moving >= LEAST_MOVING_SHARE * bars.length) return;
  throw new Problem(
    'MODEL_DEGENERATE',
    `The close of "${symbolOf(symbol)}" changes on ${moving} of ${bars.length} bars: there is nothing to forecast. Choose another symbol.`,
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
  return MODEL_KINDS.filter((each) => bars.length >= minimumBars(each, horizonBars));
}

function contest(bars: CleanBars, options: TrainingOptions): { contenders: Contender[]; outcomes: Outcomes } {
  const prepared = contendingKinds(bars, options).map((kind) => ({
    kind,
    model: modelNamed(kind),
    examples: examplesOf(
      featureMatrix(bars, modelNamed(kind).features, options.horizonBars),
      options.horizonBars,
    ),
  }));
  // Whoever needs most decides where the test begins, so that all are judged on the same cases.
  const neediest = prepared.reduce((most, each) =>
    each.examples.firstRow + each.model.fewestRows > most.examples.firstRow + most.model.fewestRows
      ? each
      : most,
  );
  const plan = walkForwardPlan(neediest.examples, bars.interval, neediest.model.fewestRows);
  return {
    outcomes: outcomesOf(neediest.examples, plan),
    contenders: prepared.map(({ kind, model, examples }) => ({
      kind,
      examples,
      readings: walkForward(model, examples, plan),
    })),
  };
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

const readingsOf = (contenders: readonly Contender[], kind: ModelKind): Contender =>
  contenders.find((each) => each.kind === kind)!;

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
  const { contenders, outcomes } = contest(bars, options);
  const kind = options.kind === 'auto' ? cheapestUnbeaten(contenders, outcomes) : options.kind;
  const { examples, readings } = readingsOf(contenders, kind);
  const [ewma, naive] = [readingsOf(contenders, 'ewma').readings, readingsOf(contenders, 'naive').readings];
  const evaluation = evaluate({ bars: bars.bars.length, outcomes, readings, ewma, naive });
  const driftAdmitted = mayAdmitDrift(evaluation);
  const artifact = learned(bars, {
    version: 1,
    symbol: bars.symbol,
    interval: bars.interval,
    seed: options.seed ?? 0,
    trainedThrough: bars.bars.at(-1)!.closedAt,
    bars: bars.bars.length,
    driftAdmitted,
    residuals: residualQuantiles(standardised(readings, outcomes, driftAdmitted)),
    evaluation,
    ...modelNamed(kind).fit(examples)(examples.lastRow),
  });
  return { artifact, evaluation };
}

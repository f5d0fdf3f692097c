import * as z from 'zod';
import { INTERVALS } from '../market/interval';
import { Problem } from '../problems';
import { disorderIn } from './disorderIn';
import { evaluationSchema } from './evaluation';
import * as fits from './fit';
import { modelNamed } from './modelNamed';

/** Raised whenever stored artifacts would be misread. */
export const ARTIFACT_VERSION = 2;

/** Beyond a hundred σ a residual is a mistake, not a move. */
export const FARTHEST_SIGMA = 100;
const sigmas = z.number().min(-FARTHEST_SIGMA).max(FARTHEST_SIGMA);

/** Of more than so many cases every second, third … is kept. */
export const MOST_EXCURSIONS = 5_000;
/** Excursions are kept in thousandths of a σ. */
export const MILLI = 1_000;
const isMilliSigma = (given: unknown): boolean =>
  Number.isInteger(given) && Math.abs(given as number) <= FARTHEST_SIGMA * MILLI;

/** Looked at in one go: every model that is read has thousands of them. */
const milliSigmas = z.custom<number[]>(
  (given) => Array.isArray(given) && given.length <= MOST_EXCURSIONS && given.every(isMilliSigma),
  `must be at most ${MOST_EXCURSIONS} whole numbers within ${FARTHEST_SIGMA * MILLI} of 0`,
);

const provenance = {
  version: z.literal(ARTIFACT_VERSION),
  symbol: z.string().min(1),
  interval: z.enum(INTERVALS),
  seed: z.int(),
  /** Close (epoch ms) of the last bar it has seen: it must not speak of earlier ones. */
  trainedThrough: z.int(),
  /** Bars it was trained on. */
  bars: z.int().min(1),
  /** True when the drift has proved skill and may move the median. */
  driftAdmitted: z.boolean(),
  /** Ends of the intervals of 90 % and 50 % in units of forecast σ from the median, adapted to what they missed lately. */
  residuals: z.strictObject({
    source: z.enum(['measured', 'normal']),
    cases: z.int().min(0),
    q05: sigmas,
    q25: sigmas,
    q75: sigmas,
    q95: sigmas,
  }),
  /** How far above, and below, the price went before the horizon ended: a place a case, in thousandths of its forecast σ. */
  excursions: z.strictObject({ upward: milliSigmas, downward: milliSigmas }),
  /** Errors of the drift in thousandths of a σ, rising, where its direction is proven: `probabilityUp` is told by them. */
  driftErrors: z.exactOptional(milliSigmas),
  evaluation: evaluationSchema,
};

const shapes = z.discriminatedUnion('kind', [
  z.strictObject({ ...provenance, ...fits.naiveFit }),
  z.strictObject({ ...provenance, ...fits.ewmaFit }),
  z.strictObject({ ...provenance, ...fits.harFit }),
  z.strictObject({ ...provenance, ...fits.ridgeFit }),
  z.strictObject({ ...provenance, ...fits.linearFit }),
  z.strictObject({ ...provenance, ...fits.logisticFit }),
  z.strictObject({ ...provenance, ...fits.garchFit }),
  z.strictObject({ ...provenance, ...fits.boostedFit }),
  z.strictObject({ ...provenance, ...fits.lstmFit }),
]);

type Shape = z.infer<typeof shapes>;

/** The features of its kind in their order, as many of everything, and quantiles in order around the median. */
const artifactSchema = shapes.superRefine((artifact, context) => {
  const wrong = (path: string[], message: string): void =>
    context.addIssue({ code: 'custom', path, message });
  const disorder = disorderOf(artifact.residuals);
  if (disorder !== undefined) wrong(['residuals'], disorder);
  const { upward, downward } = artifact.excursions;
  if (upward.length !== downward.length)
    wrong(['excursions', 'downward'], `has ${downward.length} entries beside ${upward.length} upward`);
  const { features } = modelNamed(artifact.kind);
  if (artifact.features.join() !== features.join())
    wrong(['features'], `are not those of "${artifact.kind}"`);
  const inside = disorderIn(artifact);
  if (inside !== undefined) wrong([inside[0]], inside[1]);
  if ('volatility' in artifact && artifact.volatility.lowest > artifact.volatility.highest) {
    wrong(['volatility', 'lowest'], 'is above the highest');
  }
  for (const [path, list] of listsOf(artifact)) {
    if (list.length !== artifact.features.length) {
      wrong(path, `has ${list.length} entries for ${artifact.features.length} features`);
    }
  }
});

function disorderOf({ q05, q25, q75, q95 }: Shape['residuals']): string | undefined {
  if (!(q05 <= q25 && q25 <= q75 && q75 <= q95)) return 'quantiles are not in order';
  return q25 <= 0 && q75 >= 0 ? undefined : 'the median lies outside the 50 % interval';
}

/** Lists with an entry a feature. */
function listsOf(artifact: Shape): readonly (readonly [string[], readonly number[]])[] {
  if (!('centres' in artifact)) return [];
  const lists: [string[], readonly number[]][] = [
    [['centres'], artifact.centres],
    [['scales'], artifact.scales],
    [['volatility', 'weights'], artifact.volatility.weights],
  ];
  if ('drift' in artifact) lists.push([['drift', 'weights'], artifact.drift.weights]);
  if ('direction' in artifact)
    for (const name of ['centres', 'scales', 'weights'] as const)
      lists.push([['direction', name], artifact.direction[name]]);
  return lists;
}

declare const checked: unique symbol;

/** A trained model as JSON: everything a forecast needs besides bars. Only this file makes it. */
export type ModelArtifact = Readonly<Shape> & { readonly [checked]: true };

const LONGEST_TEXT = 1_048_576;

const refusal = (what: string, cause?: unknown): Problem =>
  new Problem('MODEL_INCOMPATIBLE', `The model artifact cannot be used: ${what}. Train the model again.`, {
    cause,
  });

function parsedJson(json: string): unknown {
  if (json.length > LONGEST_TEXT) throw refusal(`"${json.length}" characters are more than ${LONGEST_TEXT}`);
  try {
    return JSON.parse(json);
  } catch (error) {
    throw refusal('it is not JSON', error);
  }
}

/**
 * Whatever claims to be an artifact → an artifact.
 *
 * Throws  MODEL_INCOMPATIBLE naming the first wrong place: version, kind, feature list, shape, or a
 *         number that is missing or not finite.
 */
export function checkedArtifact(candidate: unknown): ModelArtifact {
  const outcome = artifactSchema.safeParse(candidate);
  if (outcome.success) return outcome.data as ModelArtifact;
  const issue = outcome.error.issues[0];
  const place = issue?.path.join('.') ?? '';
  throw refusal(`${place === '' ? 'the whole' : `"${place}"`}: ${issue?.message ?? 'unreadable'}`);
}

/**
 * The artifact in a stored text.
 *
 * Throws  MODEL_INCOMPATIBLE as `checkedArtifact`, and when the text is not JSON or over 1 MiB.
 */
export function parseArtifact(json: string): ModelArtifact {
  return checkedArtifact(parsedJson(json));
}

/** The text to store; `parseArtifact` gives back the same artifact, to the last bit. */
export function artifactText(artifact: ModelArtifact): string {
  return JSON.stringify(artifact);
}

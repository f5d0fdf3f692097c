import * as z from 'zod';
import { Problem } from '../../problems';
import { weightPlaces } from './lstmWeights';

/** Beyond any fit: what is multiplied by them stays finite. */
const bounded = z.number().min(-1e9).max(1e9);

/** A network as JSON. */
const schema = z.strictObject({
  /** Numbers per step. */
  columns: z.int().min(1).max(1_000),
  units: z.int().min(1).max(1_000),
  /** Steps it looks back over, the newest included. */
  steps: z.int().min(1).max(1_000),
  centres: z.array(bounded),
  scales: z.array(z.number().positive()),
  targetCentre: bounded,
  targetScale: z.number().positive(),
  /** In the order of `weightPlaces`. */
  weights: z.array(bounded),
});

/** What a network has learned. */
export type LstmFit = Readonly<z.infer<typeof schema>>;

const refusal = (what: string): Problem =>
  new Problem('MODEL_INCOMPATIBLE', `The network cannot be used: ${what}. Train the model again.`);

/**
 * Whatever claims to be a network → a network.
 *
 * Throws  MODEL_INCOMPATIBLE naming the first wrong place: a shape, a length, or a number that is
 *         missing or not finite.
 */
export function checkedLstm(candidate: unknown): LstmFit {
  const outcome = schema.safeParse(candidate);
  if (!outcome.success) {
    const issue = outcome.error.issues[0];
    throw refusal(`"${issue?.path.join('.') ?? ''}": ${issue?.message ?? 'unreadable'}`);
  }
  const fit = outcome.data;
  const lengths = [
    ['centres', fit.columns],
    ['scales', fit.columns],
    ['weights', weightPlaces(fit).intercept + 1],
  ] as const;
  for (const [name, wanted] of lengths) {
    if (fit[name].length !== wanted) throw refusal(`"${name}" has ${fit[name].length} entries for ${wanted}`);
  }
  return fit;
}

import * as z from 'zod';
import { weightPlaces } from './lstmWeights';

/** Beyond any fit: what is multiplied by them stays finite. */
const bounded = z.number().min(-1e9).max(1e9);

/** A network as JSON. */
export const lstmSchema = z.strictObject({
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
export type LstmFit = Readonly<z.infer<typeof lstmSchema>>;

/** What is wrong with the lengths of a network's lists; undefined where they fit. */
export function lstmDisorder(fit: LstmFit): string | undefined {
  const lengths = [
    ['centres', fit.columns],
    ['scales', fit.columns],
    ['weights', weightPlaces(fit).intercept + 1],
  ] as const;
  const wrong = lengths.find(([name, wanted]) => fit[name].length !== wanted);
  return wrong && `"${wrong[0]}" has ${fit[wrong[0]].length} entries for ${wrong[1]}`;
}

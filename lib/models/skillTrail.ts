import * as z from 'zod';

/** So many of the newest cases are kept. */
export const MOST_CASES = 1_000;

const column = <Each extends z.ZodType>(each: Each) => z.array(each).max(MOST_CASES);
const sigmaPct = column(z.number().nonnegative().max(1e9));

const trailSchema = z
  .strictObject({
    /** Close of the bar each case was issued at, epoch ms. */
    asOf: column(z.int()),
    /** 1 where the outcome lay inside the interval of 90 %. */
    inside90: column(z.int().min(0).max(1)),
    /** σ of the log return over the horizon, in per cent: as the model told it, as `ewma` did, and as it came about. */
    sigmaPct,
    baselineSigmaPct: sigmaPct,
    realisedPct: sigmaPct,
  })
  .refine((trail) => Object.values(trail).every(({ length }) => length === trail.asOf.length), {
    message: 'columns differ in length',
  });

/** How the newest forecasts of a walk-forward did, a place a case, oldest first: what a model's card is drawn of. */
export type SkillTrail = Readonly<z.infer<typeof trailSchema>>;

/** The trail in a stored text; undefined for a text that is none. */
export function parseTrail(json: string): SkillTrail | undefined {
  try {
    return trailSchema.safeParse(JSON.parse(json)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const NUMERATOR = [
  220.206867912376, 221.213596169931, 112.079291497871, 33.912866078383, 6.37396220353165, 0.700383064443688,
  3.52624965998911e-2,
];
const DENOMINATOR = [
  440.413735824752, 793.826512519948, 637.333633378831, 296.564248779674, 86.7807322029461, 16.064177579207,
  1.75566716318264, 8.83883476483184e-2,
];
const FAR = 7.07106781186547;
const ROOT_TWO_PI = 2.506628274631;

const polynomial = (coefficients: readonly number[], x: number): number =>
  coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);

/** Upper tail beyond x ≥ 0. */
function tail(x: number): number {
  const density = Math.exp((-x * x) / 2);
  if (x < FAR) return (density * polynomial(NUMERATOR, x)) / polynomial(DENOMINATOR, x);
  // A continued fraction, cut after five steps.
  const fraction = x + 1 / (x + 2 / (x + 3 / (x + 4 / (x + 0.65))));
  return density / (fraction * ROOT_TWO_PI);
}

/**
 * Cumulative distribution of the standard normal, to about 1e-14 absolute. (The one of
 * simple-statistics is a table of four digits.)
 *
 * Source  Hart 1968, Computer Approximations, in the form of West 2005, Better approximations to
 *         cumulative normal functions, Wilmott.
 * @example normalCdf(0) // → 0.5
 */
export function normalCdf(x: number): number {
  const beyond = tail(Math.abs(x));
  return x > 0 ? 1 - beyond : beyond;
}

const ROOT_PI = Math.sqrt(Math.PI);
const FAR = 16;
const PRECISE = 2e-16;
const LONGEST = 20_000;

/** Numerators of ln(Γ(a + ½)/Γ(a)) − ½ ln a in odd powers of 1/a. */
const SERIES = [-1 / 8, 1 / 192, -1 / 640, 17 / 14_336, -31 / 18_432, 691 / 180_224];

/**
 * Γ(a + ½)/Γ(a) without the two large numbers whose quotient it is.
 *
 * Source  the asymptotic series (NIST DLMF 5.11.8 at ½ and 0) beyond 16, reached from below by
 *         Γ(a + 1) = a·Γ(a).
 */
function gammaRatio(a: number): number {
  let factor = 1;
  let far = a;
  for (; far < FAR; far += 1) factor *= far / (far + 0.5);
  const series = SERIES.reduceRight((sum, each) => sum / (far * far) + each, 0) / far;
  return factor * Math.sqrt(far) * Math.exp(series);
}

/** Where the incomplete beta function is taken: `from` is a − (a + b)·x, free of cancelled digits. */
type BetaPoint = { readonly x: number; readonly a: number; readonly b: number; readonly from: number };

/**
 * The continued fraction of the incomplete beta function, every second convergent of NIST DLMF 8.17.22
 * (DiDonato & Morris 1992, Algorithm 708), evaluated as Lentz 1976 does.
 */
function betaFraction({ x, a, b, from }: BetaPoint): number {
  let fraction = (a / (a + 1)) * (from + 1);
  let [above, below] = [fraction, 0];
  for (let n = 1; n < LONGEST; n += 1) {
    const before = a + 2 * n - 1;
    const part = ((a + n - 1) / before) * ((a + b + n - 1) / before) * n * (b - n) * x * x;
    const whole = n + (n * (b - n) * x) / before + ((a + n) / (before + 2)) * (from + 1 + n * (2 - x));
    below = 1 / (whole + part * below);
    above = whole + part / above;
    fraction *= above * below;
    if (Math.abs(above * below - 1) < PRECISE) break;
  }
  return fraction;
}

/**
 * Chance that Student's t is above a value.
 *
 * Shape   t of either sign, also ±Infinity; degrees of freedom > 0, whole or not.
 * Edge    right to about 1e-14 of itself where t is above 0, so that a tiny p keeps its digits; what lies
 *         below t is studentTail(−t).
 * Source  NIST DLMF 8.17: half the incomplete beta function of (degrees/2, ½) at degrees/(degrees + t²).
 * @example studentTail(0, 5) // → 0.5
 */
export function studentTail(t: number, degrees: number): number {
  if (t < 0) return 1 - studentTail(-t, degrees);
  const a = degrees / 2;
  const outer = 1 / (1 + (t * t) / degrees);
  const inner = 1 / (1 + degrees / (t * t));
  const front = (gammaRatio(a) / ROOT_PI) * Math.exp(-a * Math.log1p((t * t) / degrees)) * Math.sqrt(inner);
  const from = (a + 0.5) * inner - 0.5;
  if (from > 0) return front / betaFraction({ x: outer, a, b: 0.5, from }) / 2;
  return 0.5 - front / betaFraction({ x: inner, a: 0.5, b: a, from: -from }) / 2;
}

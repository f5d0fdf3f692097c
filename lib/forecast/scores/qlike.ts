/**
 * QLIKE of one variance: 0 for a perfect one, rising on both sides, faster where it was too small.
 *
 * Units   realised and forecast variance of the same horizon, both above 0.
 * Source  Patton 2011, Volatility forecast comparison using imperfect volatility proxies.
 * @example qlike(1, 1) // → 0
 */
export function qlike(realised: number, forecast: number): number {
  const ratio = realised / forecast;
  return ratio - Math.log(ratio) - 1;
}

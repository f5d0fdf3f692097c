import { linearQuantile } from './linearQuantile';

/** A third of the cases by forecast σ; `coverage` is absent where there is none. */
export type TercileCoverage = { readonly cases: number; readonly coverage?: number };

/**
 * Share of outcomes inside their interval in calm, usual and stormy times, as they were forecast.
 *
 * Shape   1 or 0 beside each forecast σ → three thirds, the smallest σ first.
 * Edge    the borders are the quantiles of σ at 1/3 and 2/3, and a σ on one belongs below it: equal σ
 *         stay together, though the thirds may then differ in size, or be empty.
 */
export function coverageByTercile(
  isInside: ArrayLike<number>,
  sigma: Float64Array,
): readonly [calm: TercileCoverage, usual: TercileCoverage, stormy: TercileCoverage] {
  const sorted = sigma.slice().sort();
  const [low, high] =
    sorted.length > 0 ? [linearQuantile(sorted, 1 / 3), linearQuantile(sorted, 2 / 3)] : [0, 0];
  const cases = [0, 0, 0];
  const inside = [0, 0, 0];
  for (let i = 0; i < sigma.length; i += 1) {
    const third = (sigma[i]! > low ? 1 : 0) + (sigma[i]! > high ? 1 : 0);
    cases[third]! += 1;
    inside[third]! += isInside[i]!;
  }
  const of = (third: number): TercileCoverage => ({
    cases: cases[third]!,
    ...(cases[third]! > 0 && { coverage: inside[third]! / cases[third]! }),
  });
  return [of(0), of(1), of(2)];
}

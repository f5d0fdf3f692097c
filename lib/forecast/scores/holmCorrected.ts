/**
 * The chances of several tests, raised so that the smallest may be looked at: one below α is below it by
 * chance in at most α of all such families.
 *
 * Shape   p-values of 0…1 in any order → as many, in the same order.
 * Source  Holm 1979, A simple sequentially rejective multiple test procedure.
 * @example holmCorrected([0.04, 0.01]) // → [0.04, 0.02]
 */
export function holmCorrected(chances: readonly number[]): number[] {
  const corrected = new Array<number>(chances.length).fill(1);
  let largest = 0;
  chances
    .map((p, place) => ({ p, place }))
    .sort((a, b) => a.p - b.p)
    .forEach(({ p, place }, rank) => {
      largest = Math.max(largest, Math.min((chances.length - rank) * p, 1));
      corrected[place] = largest;
    });
  return corrected;
}

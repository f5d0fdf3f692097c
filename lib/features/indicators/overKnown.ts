/**
 * Runs an indicator over the values that are known and puts its readings back in their places.
 *
 * Shape   as many readings as values; `undefined` where the value is unknown, and for the first
 *         `warmUp` known ones.
 */
export function overKnown(
  values: readonly (number | undefined)[],
  warmUp: number,
  indicator: (known: Float64Array) => Float64Array,
): (number | undefined)[] {
  const known = values.filter((each) => each !== undefined);
  const readings = indicator(Float64Array.from(known));
  let seen = 0;
  return values.map((each) => {
    if (each === undefined) return undefined;
    seen += 1;
    return seen <= warmUp ? undefined : readings[seen - 1];
  });
}

function isKnownThroughout(values: Float64Array): boolean {
  for (let t = 0; t < values.length; t += 1) if (!Number.isFinite(values[t])) return false;
  return true;
}

/**
 * Runs an indicator over the values that are known and puts its readings back in their places.
 *
 * Shape   as many readings as values; NaN where the value is not finite.
 */
export function overKnown(
  values: Float64Array,
  indicator: (known: Float64Array) => Float64Array,
): Float64Array {
  if (isKnownThroughout(values)) return indicator(values);
  const readings = indicator(values.filter((each) => Number.isFinite(each)));
  let seen = 0;
  return values.map((each) => {
    if (!Number.isFinite(each)) return NaN;
    seen += 1;
    return readings[seen - 1]!;
  });
}

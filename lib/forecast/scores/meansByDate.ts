/** Place of each case's date among all dates, and how many there are. */
function placesOf(dates: ArrayLike<number>): { readonly places: Int32Array; readonly count: number } {
  const distinct = [...new Set(Array.from(dates))].sort((a, b) => a - b);
  const placeOf = new Map(distinct.map((date, place) => [date, place]));
  return { places: Int32Array.from(dates, (date) => placeOf.get(date)!), count: distinct.length };
}

function sumsAt(cases: Float64Array, { places, count }: ReturnType<typeof placesOf>): Float64Array {
  const sums = new Float64Array(count);
  for (let i = 0; i < cases.length; i += 1) sums[places[i]!]! += cases[i]!;
  return sums;
}

/**
 * Sums of a panel's cases by date: what happens to all symbols on one day counts as one day.
 *
 * Shape   cases in any order, a date beside each (any number that rises with it) → one sum a date,
 *         oldest first.
 * @example sumsByDate(Float64Array.of(1, 5, 3), [1, 2, 1]) // → [4, 5]
 */
export function sumsByDate(cases: Float64Array, dates: ArrayLike<number>): Float64Array {
  return sumsAt(cases, placesOf(dates));
}

/**
 * Means of a panel's cases by date: a date counts once, however many symbols it has.
 *
 * Shape   as sumsByDate.
 * @example meansByDate(Float64Array.of(1, 5, 3), [1, 2, 1]) // → [2, 5]
 */
export function meansByDate(cases: Float64Array, dates: ArrayLike<number>): Float64Array {
  const dated = placesOf(dates);
  const counts = sumsAt(new Float64Array(cases.length).fill(1), dated);
  return sumsAt(cases, dated).map((sum, i) => sum / counts[i]!);
}

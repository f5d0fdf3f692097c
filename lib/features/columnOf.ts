/**
 * A column with the reading of each place.
 *
 * (A plain loop: `Float64Array.map` takes several times as long, and a forecast is mostly columns.)
 */
export function columnOf(count: number, readingAt: (t: number) => number): Float64Array {
  const column = new Float64Array(count);
  for (let t = 0; t < count; t += 1) column[t] = readingAt(t);
  return column;
}

/** The layout of 8-byte floats; one below is the number of decimals of 4-byte integers. */
export const FLOATS = 255;
const MOST_DECIMALS = 4;
const SCALES = [1, 10, 100, 1_000, 10_000] as const;
const LARGEST = 2 ** 31 - 1;

const isExact = (scaled: number, scale: number, number: number): boolean =>
  scaled / scale === number && !Object.is(number, -0);

/**
 * How a column is written: as integers of as few decimals as give back every number exactly, else as floats.
 *
 * Shape   0…4, or `FLOATS`.
 * @example layoutOf([1.5, 2]) // → 1
 */
export function layoutOf(column: ArrayLike<number>): number {
  let decimals = 0;
  let largest = 0;
  for (let at = 0; at < column.length; at += 1) {
    const number = column[at]!;
    while (!isExact(Math.round(number * SCALES[decimals]!), SCALES[decimals]!, number)) {
      decimals += 1;
      if (decimals > MOST_DECIMALS) return FLOATS;
    }
    largest = Math.max(largest, Math.abs(number));
    if (largest * SCALES[decimals]! > LARGEST) return FLOATS;
  }
  return decimals;
}

/** Numbers as the integers of a layout that holds them exactly. */
export function scaledBy(layout: number, column: ArrayLike<number>): Int32Array {
  const scale = SCALES[layout]!;
  const scaled = new Int32Array(column.length);
  for (let at = 0; at < column.length; at += 1) scaled[at] = Math.round(column[at]! * scale);
  return scaled;
}

/** As `scaledBy`, the way back: each is the float nearest to its decimal, as it was before. */
export function unscaled(layout: number, scaled: Int32Array): Float64Array {
  const scale = SCALES[layout]!;
  const column = new Float64Array(scaled.length);
  for (let at = 0; at < column.length; at += 1) column[at] = scaled[at]! / scale;
  return column;
}

/** Whether a layout is one that can be read. */
export const isLayout = (layout: number): boolean => layout <= MOST_DECIMALS || layout === FLOATS;

/** How many bytes a number of a layout takes. */
export const bytesOf = (layout: number): 4 | 8 => (layout === FLOATS ? 8 : 4);

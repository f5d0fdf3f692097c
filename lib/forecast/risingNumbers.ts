/** Numbers in rising order, to which more are added. */
export type RisingNumbers = {
  /** Adds some, in whatever order they are. */
  readonly add: (more: Float64Array) => void;
  /** All that were added; a view that holds until more are. */
  readonly all: () => Float64Array;
};

/**
 * An empty list of numbers that stays sorted: adding k to n costs k log k + n, not n log n.
 *
 * @example const list = risingNumbers(3); list.add(Float64Array.of(2, 1)); list.all() // → [1, 2]
 */
export function risingNumbers(capacity: number): RisingNumbers {
  const kept = new Float64Array(capacity);
  let count = 0;
  return {
    add(more) {
      const rising = more.slice().sort();
      let [left, right] = [count - 1, rising.length - 1];
      count += rising.length;
      for (let at = count - 1; right >= 0; at -= 1) {
        const isOld = left >= 0 && kept[left]! > rising[right]!;
        kept[at] = isOld ? kept[left]! : rising[right]!;
        if (isOld) left -= 1;
        else right -= 1;
      }
    },
    all: () => kept.subarray(0, count),
  };
}

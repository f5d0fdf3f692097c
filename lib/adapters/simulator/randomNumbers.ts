/** Numbers of one stream: the same seed gives the same numbers, in every process and in this order. */
export type RandomNumbers = {
  /** Between 0 and 1, both excluded. */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
  /** Student's t with `degreesOfFreedom` (above 2), scaled to unit variance. */
  studentT(degreesOfFreedom: number): number;
};

const UINT32 = 2 ** 32;

/** Mixes a word so that words which differ in one bit differ in half of theirs. Source: MurmurHash3, fmix32. */
function mixed(word: number): number {
  let h = word | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/**
 * A stream of its own for every key.
 *
 * Shape   `key` is any number of whole numbers, which are taken modulo 2³².
 * Source  Doty-Humphrey, PractRand: sfc32. Bailey (1994), Polar generation of random variates with the t-distribution.
 */
export function randomNumbers(...key: readonly number[]): RandomNumbers {
  let [a, b, c, counter] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 1];
  for (const word of key) [a, b, c] = [mixed(a ^ word), mixed(b + a), mixed(c + b)];
  const next = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return (sum >>> 0) / UINT32;
  };
  for (let round = 0; round < 12; round += 1) next();
  const uniform = (): number => next() + 0.5 / UINT32;

  /** A point in the unit circle: its first coordinate, and the square of its distance from the centre. */
  const inCircle = (): readonly [number, number] => {
    for (;;) {
      const x = 2 * uniform() - 1;
      const y = 2 * uniform() - 1;
      const square = x * x + y * y;
      if (square > 0 && square < 1) return [x, square];
    }
  };

  return {
    uniform,
    normal() {
      const [x, square] = inCircle();
      return x * Math.sqrt((-2 * Math.log(square)) / square);
    },
    studentT(degreesOfFreedom) {
      const [x, square] = inCircle();
      const t = x * Math.sqrt((degreesOfFreedom * (square ** (-2 / degreesOfFreedom) - 1)) / square);
      return t * Math.sqrt((degreesOfFreedom - 2) / degreesOfFreedom);
    },
  };
}

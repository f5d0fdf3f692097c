// Looked up once: where tests run, finding a global takes thirty times as long as drawing a number.
const imul = Math.imul;

/** Chance that a seed decides: the same seed draws the same numbers in the same order. */
export type SeededDraws = {
  /** Even on 0 ≤ x < 1, in steps of 2⁻⁵³. */
  readonly uniform: () => number;
  /** Standard normal. */
  readonly normal: () => number;
  /** A whole number of 0 … limit − 1. */
  readonly below: (limit: number) => number;
};

/** Spreads a seed of 32 bits over as many words as are asked for. */
function splitWords(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
}

const rotated = (word: number, by: number): number => (word << by) | (word >>> (32 - by));

/** Words of 32 bits with a period of 2¹²⁸ − 1. */
function words(seed: number): () => number {
  const split = splitWords(seed);
  let [a, b, c, d] = [split(), split(), split(), split()];
  return () => {
    const word = imul(rotated(imul(b, 5), 7), 9) >>> 0;
    const moved = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= moved;
    d = rotated(d, 11);
    return word;
  };
}

/**
 * Draws for estimators that need chance.
 *
 * Units   `seed` counts by its low 32 bits.
 * Source  Blackman & Vigna 2021, Scrambled linear pseudorandom number generators (xoshiro128**),
 *         begun from Steele, Lea & Flood 2014 (SplitMix); normal draws by Marsaglia & Bray 1964
 *         (polar method).
 * @example seededDraws(7).below(10) // the same number at every call of this line
 */
export function seededDraws(seed: number): SeededDraws {
  const word = words(seed);
  const uniform = (): number => ((word() >>> 5) * 2 ** 26 + (word() >>> 6)) / 2 ** 53;
  let spare: number | undefined;
  const normal = (): number => {
    if (spare !== undefined) {
      const kept = spare;
      spare = undefined;
      return kept;
    }
    let [x, y, square] = [0, 0, 0];
    while (square === 0 || square >= 1) {
      x = 2 * uniform() - 1;
      y = 2 * uniform() - 1;
      square = x * x + y * y;
    }
    const stretch = Math.sqrt((-2 * Math.log(square)) / square);
    spare = y * stretch;
    return x * stretch;
  };
  return { uniform, normal, below: (limit) => Math.floor(uniform() * limit) };
}

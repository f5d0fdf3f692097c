export type AdamOptions = {
  readonly learningRate: number;
  /** The slopes together are not taken to be longer than this. */
  readonly longestSlope: number;
};

const [FIRST_DECAY, SECOND_DECAY, LEAST_SPREAD] = [0.9, 0.999, 1e-8];

/** What shortens slopes that are too long together; 1 for others. */
function shortening(slopes: Float64Array, longest: number): number {
  let square = 0;
  for (let i = 0; i < slopes.length; i += 1) square += slopes[i]! * slopes[i]!;
  return square > longest * longest ? longest / Math.sqrt(square) : 1;
}

/**
 * Steps downhill, of each weight by its own pace: call it with the slopes of each batch.
 *
 * Source  Kingma & Ba 2015, Adam; shortened slopes of Pascanu, Mikolov & Bengio 2013.
 */
export function adam(
  weights: Float64Array,
  { learningRate, longestSlope }: AdamOptions,
): (slopes: Float64Array) => void {
  const first = new Float64Array(weights.length);
  const second = new Float64Array(weights.length);
  let [firstLeft, secondLeft] = [1, 1];
  return (slopes) => {
    const share = shortening(slopes, longestSlope);
    firstLeft *= FIRST_DECAY;
    secondLeft *= SECOND_DECAY;
    const pace = learningRate / (1 - firstLeft);
    for (let i = 0; i < weights.length; i += 1) {
      const slope = share * slopes[i]!;
      first[i] = FIRST_DECAY * first[i]! + (1 - FIRST_DECAY) * slope;
      second[i] = SECOND_DECAY * second[i]! + (1 - SECOND_DECAY) * slope * slope;
      const spread = Math.sqrt(second[i]! / (1 - secondLeft)) + LEAST_SPREAD;
      weights[i] = weights[i]! - (pace * first[i]!) / spread;
    }
  };
}

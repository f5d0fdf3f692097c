import { type Happened, LEVEL_SIGMAS, LEVELS } from './issued';

/** Cases that had ended without which an expanding frequency is no baseline. */
const FEWEST_FREQUENCY = 100;

export type LevelChances = {
  /** `LEVELS` a case: whether the level was touched. */
  readonly touched: Uint8Array;
  /** `LEVELS` a case: how often such levels were touched in the cases that had ended; NaN before there are 100. */
  readonly frequency: Float64Array;
};

/** Whether each level was touched, and how often levels so many σ of the long run away were touched before. */
export function baselineChances({ upward, downward, longSigma, ended, blockStart }: Happened): LevelChances {
  const cases = longSigma.length;
  const touched = new Uint8Array(cases * LEVELS);
  const frequency = new Float64Array(cases * LEVELS);
  for (let i = 0; i < cases; i += 1)
    LEVEL_SIGMAS.forEach((multiple, place) => {
      const distance = multiple * longSigma[i]!;
      touched[i * LEVELS + 2 * place] = upward[i]! >= distance ? 1 : 0;
      touched[i * LEVELS + 2 * place + 1] = downward[i]! >= distance ? 1 : 0;
    });
  const frequencies = expandingFrequencies(touched);
  let known = new Float64Array(LEVELS).fill(NaN);
  for (let i = 0; i < cases; i += 1) {
    if (blockStart[i] === i) known = frequencies(ended[i]!);
    frequency.set(known, i * LEVELS);
  }
  return { touched, frequency };
}

/** How often each level was touched in the first cases, of which there must not be fewer from call to call. */
function expandingFrequencies(touched: Uint8Array): (cases: number) => Float64Array<ArrayBuffer> {
  const counts = new Float64Array(LEVELS);
  let counted = 0;
  return (cases) => {
    for (let at = counted * LEVELS; at < cases * LEVELS; at += 1)
      counts[at % LEVELS] = counts[at % LEVELS]! + touched[at]!;
    counted = cases;
    return counts.map((count) => (cases < FEWEST_FREQUENCY ? NaN : count / cases));
  };
}

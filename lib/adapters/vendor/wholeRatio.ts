type Ratio = { readonly numerator: number; readonly denominator: number };

const MOST_DENOMINATOR = 1_000;
/** So far may a ratio be from a factor: in parts of it, or half of the last of the four decimals it was rounded to. */
const [RELATIVE, ROUNDED] = [1e-4, 5.001e-5];

/**
 * A ratio in the smallest whole numbers.
 *
 * Edge     whole numbers stay what they say; of others the first convergent of their continued fraction that is close
 *          enough. One that is not above 0, or one to one, is no ratio: `undefined`, as where nothing small is close.
 * @example wholeRatio(0.1667, 1) // → { numerator: 1, denominator: 6 }
 */
export function wholeRatio(numerator: number, denominator: number): Ratio | undefined {
  if (!(numerator > 0 && denominator > 0)) return undefined;
  const isWhole = Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator);
  const ratio = isWhole ? reduced(numerator, denominator) : closeTo(numerator / denominator);
  return ratio && ratio.numerator !== ratio.denominator ? ratio : undefined;
}

function reduced(numerator: number, denominator: number): Ratio {
  let [divisor, rest] = [numerator, denominator];
  while (rest > 0) [divisor, rest] = [rest, divisor % rest];
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

function closeTo(factor: number): Ratio | undefined {
  const most = Math.max(RELATIVE * factor, ROUNDED);
  let [before, ratio]: [Ratio, Ratio] = [
    { numerator: 0, denominator: 1 },
    { numerator: 1, denominator: 0 },
  ];
  for (let rest = factor; ratio.denominator <= MOST_DENOMINATOR; rest = 1 / (rest - Math.floor(rest))) {
    const whole = Math.floor(rest);
    const following = {
      numerator: whole * ratio.numerator + before.numerator,
      denominator: whole * ratio.denominator + before.denominator,
    };
    [before, ratio] = [ratio, following];
    if (isClose(ratio, factor, most)) return ratio;
  }
  return undefined;
}

const isClose = ({ numerator, denominator }: Ratio, factor: number, most: number): boolean =>
  numerator > 0 &&
  Number.isSafeInteger(numerator) &&
  denominator <= MOST_DENOMINATOR &&
  Math.abs(numerator / denominator - factor) < most;

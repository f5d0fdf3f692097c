/** One sample of a series; undefined is a bar that is missing. */
export type Sample = number | undefined;

const NUMBER = String.raw`-?\d+(?:\.\d+)?`;
const SINGLE = new RegExp(`^${NUMBER}$`);
const STEPS = new RegExp(String.raw`^(${NUMBER})([+-])(\d+(?:\.\d+)?)x(\d+)$`);
const REPEATED = new RegExp(String.raw`^(${NUMBER})x(\d+)$`);
const GAP = /^_(?:x(\d+))?$/;

/**
 * Reads the compact notation of rule tests: samples separated by blanks, `_` a missing bar, `a+bxn` and
 * `a-bxn` n + 1 values, `axn` n + 1 times a, `_xn` n missing bars.
 *
 * Throws  when a sample is none of these, with the sample in quotes.
 * @example samplesOf('148 100+10x2 _x2') // → [148, 100, 110, 120, undefined, undefined]
 */
export function samplesOf(text: string): readonly Sample[] {
  return text.trim().split(/\s+/).flatMap(expanded);
}

function expanded(token: string): readonly Sample[] {
  if (SINGLE.test(token)) return [Number(token)];
  const gap = GAP.exec(token);
  if (gap) return Array.from({ length: Number(gap[1] ?? 1) }, () => undefined);
  const repeated = REPEATED.exec(token);
  if (repeated) return Array.from({ length: Number(repeated[2]) + 1 }, () => Number(repeated[1]));
  const steps = STEPS.exec(token);
  if (!steps) throw new Error(`"${token}" is no sample: write 150, _, 150x3, 150+1x3 or _x3`);
  const step = Number(steps[3]) * (steps[2] === '-' ? -1 : 1);
  return Array.from({ length: Number(steps[4]) + 1 }, (_, index) => Number(steps[1]) + index * step);
}

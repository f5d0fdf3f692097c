import type { Bar } from './bar';
import { SIGMA_RETURNS } from './returnSigma';

/**
 * Whether nothing was traded in a bar of a symbol that is traded: no volume, and no other price than the last.
 *
 * Edge    a symbol without volumes, an index, never halts; nor does one before anything is known of it.
 */
export function isHalted(bars: readonly Bar[], at: number): boolean {
  const bar = bars[at]!;
  const before = bars[at - 1];
  if (bar.volume !== 0 || before === undefined) return false;
  const { high, low, close } = bar;
  if (high !== low || close !== before.close) return false;
  const usual = bars.slice(Math.max(0, at - SIGMA_RETURNS), at);
  return usual.filter(({ volume }) => volume > 0).length * 2 > usual.length;
}

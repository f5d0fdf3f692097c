import { ema } from '../../lib/features/indicators/ema';
import { rsi } from '../../lib/features/indicators/rsi';
import { sma } from '../../lib/features/indicators/sma';
import golden from './indicators.json';

const TOLERANCE = 1e-11;

/** `null` stands for a warm-up place; a reading that is not known there, or known elsewhere, is a difference. */
function differences(ours: readonly (number | undefined)[], theirs: readonly (number | null)[]): string[] {
  if (ours.length !== theirs.length) return [`${ours.length} readings for ${theirs.length}`];
  return ours.flatMap((reading, t) => {
    const wanted = theirs[t] ?? undefined;
    if (reading === undefined || wanted === undefined) return reading === wanted ? [] : [`${t}: ${reading}`];
    return Math.abs(reading - wanted) <= TOLERANCE * Math.abs(wanted)
      ? []
      : [`${t}: ${reading} for ${wanted}`];
  });
}

describe(`indicators equal ${golden.origin}`, () => {
  test.each([
    ['sma 5', sma(golden.closes, 5), golden.sma5],
    ['ema 10', ema(golden.closes, 10), golden.ema10],
    ['rsi 14', rsi(golden.closes, 14), golden.rsi14],
    ['rsi 2', rsi(golden.closes, 2), golden.rsi2],
  ])('%s, first valid bar included', (_name, ours, theirs) => {
    expect(differences(ours, theirs)).toEqual([]);
  });
});

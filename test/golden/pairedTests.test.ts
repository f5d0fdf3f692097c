import { clarkWestP, dieboldMarianoP } from '../../lib/forecast/pairedTests';
import golden from './pairedTests.json';

const TOLERANCE = 1e-9;

const first = (count: number, column: readonly number[]): Float64Array =>
  Float64Array.from(column.slice(0, count));

const apart = (ours: number, theirs: number): number => Math.abs(ours - theirs) / theirs;

describe(`paired tests equal ${golden.origin}`, () => {
  test.each(golden.cases)(
    'on $cases cases over $horizonBars bars, from both sides',
    ({ cases, horizonBars, oursBetter, theirsBetter, clarkWest }) => {
      const [ours, theirs] = [first(cases, golden.ours), first(cases, golden.theirs)];
      const [outcome, drift] = [first(cases, golden.outcome), first(cases, golden.drift)];
      expect(apart(dieboldMarianoP(ours, theirs, horizonBars), oursBetter)).toBeLessThan(TOLERANCE);
      expect(apart(dieboldMarianoP(theirs, ours, horizonBars), theirsBetter)).toBeLessThan(TOLERANCE);
      expect(apart(clarkWestP(outcome, drift, horizonBars), clarkWest)).toBeLessThan(TOLERANCE);
    },
  );
});

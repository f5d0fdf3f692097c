import { coverage } from '../../../lib/forecast/residuals';

const CALM = 200;

/** Residuals of a calm stretch followed by one ten times as wide; one block each. */
function breaking(): { residuals: Float64Array; blockStart: Int32Array } {
  const residuals = Float64Array.from(
    { length: 2 * CALM },
    (_, i) => (((i * 37) % 101) / 50 - 1) * (i < CALM ? 1 : 10),
  );
  const blockStart = Int32Array.from({ length: 2 * CALM }, (_, i) => (i < CALM ? 0 : CALM));
  return { residuals, blockStart };
}

describe('coverage', () => {
  test('of a block comes from the residuals before it alone', () => {
    const { residuals, blockStart } = breaking();
    const calm = coverage(residuals.slice(0, CALM), blockStart.slice(0, CALM), 1);
    const both = coverage(residuals, blockStart, 1);
    const wide = 2 * both.coverage90 - calm.coverage90;
    // Quantiles of the calm stretch hold about a tenth of the wide one; with its own they would hold 90 %.
    expect(wide).toBeLessThan(0.15);
    expect(wide).toBeGreaterThan(0.04);
  });

  test.each([1, 21])(
    'leaves out residuals whose outcome was not known when the block began, at %i bars',
    (horizonBars) => {
      const { residuals, blockStart } = breaking();
      const hidden = residuals.slice();
      for (let i = CALM - horizonBars + 1; i < CALM; i += 1) hidden[i] = 1_000;
      const share = (all: Float64Array) => {
        const inside = coverage(all, blockStart, horizonBars).coverage90 * all.length;
        const before = coverage(all.slice(0, CALM), blockStart.slice(0, CALM), horizonBars).coverage90 * CALM;
        return Math.round(inside - before);
      };
      expect(share(hidden)).toBe(share(residuals));
    },
  );
});

import { garchRegression } from '../../lib/models/garch/garchRegression';
import { horizonVariance, nextVariances } from '../../lib/models/garch/garchVariance';
import { garchPath } from '../support/seededTables';
import golden from './garch.json';

const apart = (ours: number, theirs: number): number => Math.abs(ours - theirs) / Math.abs(theirs);

describe(`GARCH(1,1) and GJR equal ${golden.origin}`, () => {
  test.each(golden.cases)(
    'on the path of seed $seed, leverage $leverage',
    ({ seed, count, truth, leverage, ...wanted }) => {
      const returns = garchPath(seed, count, truth);
      const fit = garchRegression({ returns, firstRow: 0, through: count - 1, leverage });
      expect(apart(fit.logLikelihood, wanted.logLikelihood)).toBeLessThan(1e-6);
      for (const name of ['mean', 'omega', 'alpha', 'beta'] as const) {
        expect(apart(fit[name], wanted[name])).toBeLessThan(1e-3);
      }
      expect(Math.abs(fit.gamma - wanted.gamma)).toBeLessThanOrEqual(1e-3 * wanted.gamma);
      const variance = nextVariances(fit, returns).at(-1)!;
      wanted.horizons.forEach((bars, i) => {
        expect(apart(horizonVariance(fit, variance, bars), wanted.variances[i]!)).toBeLessThan(1e-4);
      });
    },
  );
});

import { leakSuspicions, mayAdmitDrift } from '../../../lib/forecast/mayAdmitDrift';
import type { Losses } from '../../../lib/models/evaluation';

/** A drift with a little skill over a mean return that has none. */
const SKILLED: Losses = {
  bars: 1_000,
  cases: 500,
  qlike: 1,
  qlikeEwma: 1,
  qlikeNaive: 1,
  qlikeGainPct: 0,
  dieboldMarianoP: 0.5,
  logVarianceR2: 0.5,
  returnR2: 0.01,
  returnR2Baseline: -0.001,
  clarkWestP: 0.01,
  directionAccuracy: 0.54,
  alwaysUpAccuracy: 0.53,
};

/** One without a drift or a forecast of the log variance, as the baselines are. */
const { directionAccuracy: _accuracy, logVarianceR2: _logVarianceR2, ...WITHOUT_HEADS } = SKILLED;

describe('mayAdmitDrift', () => {
  test.each<[string, Losses, boolean]>([
    ['a drift with a little skill is admitted', SKILLED, true],
    ['a model without a drift admits none', WITHOUT_HEADS, false],
    ['no worse than "the price stays" is enough', { ...SKILLED, returnR2: 0 }, true],
    ['worse than "the price stays" is not', { ...SKILLED, returnR2: -1e-9 }, false],
    [
      'worse than "the price stays" is not, even where the mean return is worse still',
      { ...SKILLED, returnR2: -0.01, returnR2Baseline: -0.02 },
      false,
    ],
    ['as good as the mean return is enough', { ...SKILLED, returnR2: 0.006, returnR2Baseline: 0.006 }, true],
    [
      'worse than the mean return is not, though better than "the price stays"',
      { ...SKILLED, returnR2: 0.006, returnR2Baseline: 0.006_001 },
      false,
    ],
    ['a chance just below 5 % is small enough', { ...SKILLED, clarkWestP: 0.049_999 }, true],
    ['a chance of 5 % is not', { ...SKILLED, clarkWestP: 0.05 }, false],
    ['an R² of 2 % is still credible', { ...SKILLED, returnR2: 0.02 }, true],
    ['an R² above 2 % is a leak', { ...SKILLED, returnR2: 0.020_001 }, false],
    ['an accuracy of 56 % is still credible', { ...SKILLED, directionAccuracy: 0.56 }, true],
    ['an accuracy above 56 % is a leak', { ...SKILLED, directionAccuracy: 0.560_001 }, false],
    ['a log-variance R² of 85 % is still credible', { ...SKILLED, logVarianceR2: 0.85 }, true],
    ['a log-variance R² above 85 % is a leak', { ...SKILLED, logVarianceR2: 0.850_001 }, false],
  ])('%s', (_name, evaluation, wanted) => {
    expect(mayAdmitDrift(evaluation)).toBe(wanted);
  });
});

describe('leakSuspicions', () => {
  test.each<[string, Losses, string[]]>([
    [
      'nothing is suspected at the limits themselves',
      { ...SKILLED, returnR2: 0.02, directionAccuracy: 0.56, logVarianceR2: 0.85 },
      [],
    ],
    ['a return R² beyond its limit is named', { ...SKILLED, returnR2: 0.020_001 }, ['returnR2']],
    [
      'an accuracy beyond its limit is named',
      { ...SKILLED, directionAccuracy: 0.560_001 },
      ['directionAccuracy'],
    ],
    [
      'a log-variance R² beyond its limit is named',
      { ...SKILLED, logVarianceR2: 0.850_001 },
      ['logVarianceR2'],
    ],
    [
      'all beyond their limits are named together',
      { ...SKILLED, returnR2: 1, directionAccuracy: 1, logVarianceR2: 1 },
      ['returnR2', 'directionAccuracy', 'logVarianceR2'],
    ],
    ['figures that are not there are not suspected', WITHOUT_HEADS, []],
  ])('%s', (_name, evaluation, wanted) => {
    expect(leakSuspicions(evaluation)).toEqual(wanted);
  });
});

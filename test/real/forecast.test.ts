import { trainForecaster } from '../../lib/forecast/trainForecaster';
import { realBars } from '../support/realBars';

describe.each(['SPY', 'IBM'])('ridge on twenty years of %s, one day ahead', (symbol) => {
  test('forecasts volatility better than ewma, and its 90 % intervals hold .87–.93', async () => {
    const { evaluation, artifact } = trainForecaster(await realBars('1d', symbol, '1d'), {
      kind: 'ridge',
      horizonBars: 1,
    });
    expect(evaluation.cases).toBeGreaterThan(4_000);
    expect(evaluation.qlike).toBeLessThan(evaluation.qlikeEwma);
    expect(evaluation.dieboldMarianoP).toBeLessThan(0.05);
    expect(evaluation.logVarianceR2).toBeGreaterThan(0.48);
    expect(evaluation.coverage90).toBeGreaterThanOrEqual(0.87);
    expect(evaluation.coverage90).toBeLessThanOrEqual(0.93);
    // Nobody foresees direction from daily bars: a drift here would be a leak.
    expect(artifact.driftAdmitted).toBe(false);
  });
});

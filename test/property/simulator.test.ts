import { simulatedMarketData } from '../../lib/adapters/simulator/simulatedMarketData';
import { leakSuspicions } from '../../lib/forecast/mayAdmitDrift';
import { trainForecaster } from '../../lib/forecast/trainForecaster';
import { cleanBars } from '../../lib/market/cleanBars';
import { SIMULATED_SYMBOLS } from '../../lib/market/simulated';

const UP_TO = Date.UTC(2022, 2, 1);

/** Ridge on two months of each share, one bar ahead. */
async function trainedOnEach() {
  const others = { bars: () => Promise.reject(new Error('not simulated')) };
  return Promise.all(
    SIMULATED_SYMBOLS.map(async (symbol) => {
      const query = { symbol, interval: '5min', upTo: UP_TO } as const;
      const { source, bars } = await simulatedMarketData(others, 7).bars(query);
      const { clean } = cleanBars({ ...query, source, bars, knownAt: UP_TO });
      return trainForecaster(clean, { kind: 'ridge', horizonBars: 1 });
    }),
  );
}

describe('what a model learns of the simulator', () => {
  let trained: Awaited<ReturnType<typeof trainedOnEach>>;
  beforeAll(async () => {
    trained = await trainedOnEach();
  });

  // A fair gate passes one share in twenty by luck; R² ≥ 0 as well makes it rarer.
  it('is no direction: there is none', () => {
    expect(trained.filter(({ artifact }) => artifact.driftAdmitted).length).toBeLessThanOrEqual(1);
    expect(trained.flatMap(({ evaluation }) => leakSuspicions(evaluation))).toEqual([]);
    expect(trained.map(({ evaluation }) => evaluation.direction?.isProven)).toEqual(trained.map(() => false));
  });

  it('is how volatility clusters: that is there', () => {
    for (const { evaluation } of trained) expect(evaluation.logVarianceR2).toBeGreaterThan(0.2);
  });
});

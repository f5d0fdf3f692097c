import { median } from 'simple-statistics';
import { simulatedMarketData } from '../../lib/adapters/simulator/simulatedMarketData';
import { SIMULATED_SYMBOLS } from '../../lib/market/simulated';
import type { BarStatistics } from '../support/barStatistics';
import { barStatistics } from '../support/barStatistics';
import { realBars } from '../support/realBars';

const SHARES = ['AAPL', 'AMD', 'BAC', 'INTC', 'JPM', 'MSFT', 'TSLA', 'WMT', 'XOM'];
/** As many sessions as the real bars have. */
const UP_TO = Date.UTC(2022, 10, 1);

describe('simulated bars beside real ones, by the same measures', () => {
  let real: readonly BarStatistics[];
  let simulated: readonly BarStatistics[];
  beforeAll(async () => {
    const bars = await Promise.all(SHARES.map((symbol) => realBars('5min', symbol, '5min')));
    real = bars.map((one) => barStatistics(one.bars));
    const source = simulatedMarketData({ bars: () => Promise.reject(new Error('not simulated')) }, 1);
    const played = await Promise.all(
      SIMULATED_SYMBOLS.map((symbol) => source.bars({ symbol, interval: '5min', upTo: UP_TO })),
    );
    simulated = played.map((one) => barStatistics(one.bars));
  });

  it.each<[string, (of: BarStatistics) => number]>([
    ['the size of a move and of the next', ({ sizes }) => sizes.at1],
    ['and of that an hour later', ({ sizes }) => sizes.at12],
    ['and of that a day later', ({ sizes }) => sizes.at78],
    ['a return and the next', ({ returns }) => returns],
    ['realised volatility and that of the next session', ({ realised }) => realised],
    ['how widely it spreads', ({ realisedSpread }) => realisedSpread],
    ['large shocks', ({ kurtosis }) => kurtosis],
    ['losses and the volatility that follows', ({ leverage }) => leverage],
    ['volume and movement', ({ volumeWithSize }) => volumeWithSize],
    ['the share of the nights', ({ overnightShare }) => overnightShare],
    ['the width of bars', ({ rangePerSize }) => rangePerSize],
  ])('%s: the median lies among the real shares, or hardly beside them', (_what, read) => {
    const ofReal = real.map(read);
    const [least, most] = [Math.min(...ofReal), Math.max(...ofReal)];
    const margin = (most - least) / 10;
    expect(median(simulated.map(read))).toBeGreaterThan(least - margin);
    expect(median(simulated.map(read))).toBeLessThan(most + margin);
  });
});

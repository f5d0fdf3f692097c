import { memoryMarketData } from '../../../lib/adapters/memory/memoryMarketData';
import { type EvaluationInput, evaluateModels } from '../../../lib/app/evaluateModels';
import { firstBars, wanderingBars } from '../../support/madeBars';

const SERIES = [1, 2].map((seed) => wanderingBars({ seed, count: 800, storms: 0.2 }));
const SHORT = firstBars(wanderingBars({ seed: 3, count: 800 }), 150);
const marketData = memoryMarketData(
  [...SERIES, SHORT].map(({ bars }, place) => ({ symbol: 'ABC'[place]!, interval: '1d', bars })),
);

async function evaluated(input: Partial<EvaluationInput> = {}, source = marketData) {
  const asked = {
    symbols: ['A', 'B'],
    interval: '1d',
    horizonsBars: [1],
    models: ['har'],
    ...input,
  } as const;
  const steps = evaluateModels({ marketData: source }, asked);
  const shown: unknown[] = [];
  for (;;) {
    const step = await steps.next();
    if (step.done === true) return { shown, horizons: step.value };
    shown.push(step.value);
  }
}

describe('an evaluation', () => {
  it('says how far it is after each series and horizon', async () => {
    const { shown, horizons } = await evaluated({ horizonsBars: [1, 5] });
    expect(shown).toMatchObject([1, 2, 3, 4].map((done) => ({ done, of: 4, bars: 800 * done })));
    expect(horizons.map(({ horizonBars }) => horizonBars)).toEqual([1, 5]);
  });

  it('always has ewma beside the models, and holds each against the baselines', async () => {
    const { horizons } = await evaluated({ models: ['har', 'har-pooled'] });
    const [{ models, left, bars }] = horizons as [(typeof horizons)[number]];
    expect(models.map(({ model, leads }) => [model, Object.keys(leads)])).toEqual([
      ['ewma', ['ewma-range', 'har']],
      ['har', ['ewma', 'ewma-range']],
      ['har-pooled', ['ewma', 'ewma-range', 'har']],
      ['ewma-range', ['ewma', 'har']],
    ]);
    expect(models[1]!.series.map(({ symbol }) => symbol)).toEqual(['A', 'B']);
    expect([left, bars.map((each) => each.bars)]).toEqual([[], [800, 800]]);
    expect(models[1]!.leads.ewma!.saved.is).toBeCloseTo(
      1 - models[1]!.pooled.qlike / models[0]!.pooled.qlike,
      12,
    );
  });

  it('leaves out a series that has too few bars, and says so', async () => {
    const { horizons } = await evaluated({ symbols: ['A', 'C'] });
    expect(horizons[0]!.left).toEqual(['C']);
    expect(horizons[0]!.models[0]!.series.map(({ symbol }) => symbol)).toEqual(['A']);
  });

  it('leaves out a series that stands still, which then spoils no pool', async () => {
    const still = SERIES[0]!.bars.map((bar) => ({ ...bar, open: 10, high: 10, low: 10, close: 10 }));
    const source = memoryMarketData([
      { symbol: 'A', interval: '1d', bars: SERIES[0]!.bars },
      { symbol: 'B', interval: '1d', bars: SERIES[1]!.bars },
      { symbol: 'STILL', interval: '1d', bars: still },
    ]);
    const models = ['har', 'har-pooled'] as const;
    const with3 = await evaluated({ symbols: ['A', 'STILL', 'B'], models }, source);
    const with2 = await evaluated({ models }, source);
    expect(with3.horizons[0]!.left).toEqual(['STILL']);
    expect(with3.horizons[0]!.models).toEqual(with2.horizons[0]!.models);
  });

  it('of nothing but short series is refused', async () => {
    await expect(evaluated({ symbols: ['C'] })).rejects.toMatchObject({ code: 'BARS_INSUFFICIENT' });
  });

  it('is the same each time', async () => {
    expect(JSON.stringify(await evaluated())).toBe(JSON.stringify(await evaluated()));
  });
});

import { artifactText, parseArtifact } from '../../../lib/models/artifact';
import { trainForecaster } from '../../../lib/forecast/trainForecaster';
import { wanderingBars } from '../../support/madeBars';

const bars = wanderingBars({ seed: 3, count: 500, storms: 0.2 });
const { artifact } = trainForecaster(bars, { kind: 'ridge', horizonBars: 1 });
const text = artifactText(artifact);

/** The stored text with one place changed; undefined removes it. */
function damaged(path: string, replacement: unknown): string {
  const copy = JSON.parse(text);
  const keys = path.split('.');
  const parent = keys.slice(0, -1).reduce((at, key) => at[key], copy);
  parent[keys.at(-1)!] = replacement;
  return JSON.stringify(copy);
}

function baseline(kind: 'naive' | 'ewma', change: object): string {
  const trained = trainForecaster(bars, { kind, horizonBars: 1 }).artifact;
  return JSON.stringify({ ...trained, ...change });
}

describe('parseArtifact', () => {
  test('what artifactText wrote comes back to the last bit', () => {
    expect(parseArtifact(text)).toEqual(artifact);
    expect(artifactText(parseArtifact(text))).toBe(text);
  });

  test('a trained model is far below the limit of 1 MiB', () => {
    expect(text.length).toBeLessThan(10_000);
  });

  test.each([
    ['a text that is not JSON', text.slice(0, -5), 'not JSON'],
    ['a text over 1 MiB', `${text}${' '.repeat(1_048_576)}`, '1048576'],
    ['something else in JSON', '[]', 'whole'],
    ['another version', damaged('version', 1), '"version"'],
    ['an unknown kind', damaged('kind', 'oracle'), '"kind"'],
    ['a missing number', damaged('volatility.intercept', undefined), '"volatility.intercept"'],
    ['a number that JSON could not hold', damaged('drift.intercept', null), '"drift.intercept"'],
    [
      'a number beyond all numbers',
      text.replace(/"trainedThrough":\d+/, '"trainedThrough":1e999'),
      '"trainedThrough"',
    ],
    ['a scale of zero', damaged('scales.0', 0), '"scales.0"'],
    ['an unknown feature', damaged('features.0', 'moonPhase'), '"features.0"'],
    [
      'a weight too few',
      damaged(
        'drift.weights',
        artifact.features.slice(1).map(() => 0),
      ),
      '"drift.weights"',
    ],
    ['quantiles out of order', damaged('residuals.q05', 9), '"residuals"'],
    ['a median outside its 50 % interval', damaged('residuals.q25', 0.1), '"residuals"'],
    ['a residual beyond a hundred sigma', damaged('residuals.q95', 1e308), '"residuals.q95"'],
    ['an excursion that is no whole number', damaged('excursions.upward.0', 0.5), '"excursions.upward"'],
    [
      'an excursion beyond a hundred sigma',
      damaged('excursions.downward.0', 100_001),
      '"excursions.downward"',
    ],
    [
      'an excursion too few',
      damaged('excursions.downward', artifact.excursions.downward.slice(1)),
      '"excursions.downward"',
    ],
    [
      'more excursions than are kept',
      damaged(
        'excursions.upward',
        Array.from({ length: 5_001 }, () => 0),
      ),
      '"excursions.upward"',
    ],
    ['features in another order', damaged('features', [...artifact.features].reverse()), '"features"'],
    [
      'one feature again and again',
      damaged(
        'features',
        artifact.features.map(() => 'rsi14'),
      ),
      '"features"',
    ],
    ['limits the wrong way round', damaged('volatility.lowest', 40), '"volatility.lowest"'],
    ['a scale that overflows', damaged('volatility.logScale', 1e308), '"volatility.logScale"'],
    ['a scale that vanishes', damaged('volatility.logScale', -2_000), '"volatility.logScale"'],
    ['a drift beyond every market', damaged('drift.intercept', 1e308), '"drift.intercept"'],
    ['an ewma without its feature', baseline('ewma', { features: [] }), '"features"'],
    ['an ewma of something else', baseline('ewma', { features: ['rsi14'] }), '"features"'],
    ['a naive model with features', baseline('naive', { features: ['rsi14', 'ewmaVariance'] }), '"features"'],
    ['a field nobody knows', damaged('mood', 'good'), 'mood'],
  ])('%s is refused and named', (_name, damage, named) => {
    expect(() => parseArtifact(damage)).toThrow(
      expect.objectContaining({ code: 'MODEL_INCOMPATIBLE', message: expect.stringContaining(named) }),
    );
  });
});

import { trainForecaster } from '../../../lib/forecast/trainForecaster';
import { artifactText, parseArtifact } from '../../../lib/models/artifact';
import type { ModelKind } from '../../../lib/models/fit';
import { wanderingBars } from '../../support/madeBars';

const stormy = wanderingBars({ seed: 5, count: 620, storms: 0.25 });
const trained = (kind: ModelKind) =>
  JSON.parse(artifactText(trainForecaster(stormy, { kind, horizonBars: 1 }).artifact)) as Record<string, any>;

const [garch, boosted, logistic] = (['garch', 'boosted', 'logistic'] as const).map(trained);

test.each<[string, Record<string, any>, object, string]>([
  ['a variance that never comes to rest', garch!, { alpha: 0.5, gamma: 0, beta: 0.6 }, '"beta"'],
  ['a fall that calms', garch!, { alpha: 0.1, gamma: -0.2 }, '"beta"'],
  ['a variance of nothing', garch!, { omega: 0 }, '"omega"'],
  ['a memory that grows', garch!, { beta: 3 }, '"beta"'],
  ['trees of other columns', boosted!, { trees: { ...boosted!['trees'], columns: 3 } }, '"trees"'],
  ['trees that lead nowhere', boosted!, { trees: { ...boosted!['trees'], roots: [99_999] } }, '"trees"'],
  ['no trees', boosted!, { trees: undefined }, '"trees"'],
  [
    'a variance of which the least is above the most',
    boosted!,
    { volatility: { ...boosted!['volatility'], lowest: 9, highest: -9 } },
    '"volatility.lowest"',
  ],
  [
    'a direction of fewer weights',
    logistic!,
    { direction: { ...logistic!['direction'], weights: [1] } },
    '"direction.weights"',
  ],
  [
    'a direction of fewer scales',
    logistic!,
    { direction: { ...logistic!['direction'], scales: [1] } },
    '"direction.scales"',
  ],
])('an artifact with %s is refused, and the place is named', (_what, artifact, change, named) => {
  expect(parseArtifact(JSON.stringify(artifact))).toEqual(artifact);
  expect(() => parseArtifact(JSON.stringify({ ...artifact, ...change }))).toThrow(
    expect.objectContaining({ code: 'MODEL_INCOMPATIBLE', message: expect.stringContaining(named) }),
  );
});

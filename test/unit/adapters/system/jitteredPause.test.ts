import { pauseMs } from '../../../../lib/adapters/system/jitteredPause';

describe('pauseMs', () => {
  it.each([
    { failures: 1, chance: 1, expected: 50, law: 'waits up to 50 ms after the first failure' },
    { failures: 1, chance: 0, expected: 0, law: 'waits not at all by chance' },
    { failures: 3, chance: 0.5, expected: 100, law: 'doubles with every failure' },
    { failures: 7, chance: 1, expected: 2_000, law: 'ends at 2 s' },
    { failures: 60, chance: 1, expected: 2_000, law: 'stays at 2 s' },
  ])('$law', ({ failures, chance, expected }) => {
    expect(pauseMs(failures, chance)).toBe(expected);
  });
});

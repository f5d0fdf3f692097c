import { trainForecaster } from '../../../lib/forecast/trainForecaster';
import { dailyBars } from '../../support/madeBars';

const BARS = 600;

/** A price that stands still except for `moves` steps up and down, evenly spread. */
function moving(moves: number) {
  const every = Math.floor(BARS / moves);
  const closes = Array.from({ length: BARS }, (_, t) => {
    const steps = Math.min(Math.floor(t / (every - 1)), moves);
    return 50 + (steps % 2);
  });
  expect(closes.filter((close, t) => t > 0 && close !== closes[t - 1])).toHaveLength(moves);
  return dailyBars(closes.map((close) => ({ close })));
}

describe('a close that hardly ever moves', () => {
  test('is forecast when it moves on a twentieth of the bars', () => {
    expect(trainForecaster(moving(30), { kind: 'naive', horizonBars: 1 }).artifact.kind).toBe('naive');
  });

  test('is refused when it moves on one bar less', () => {
    expect(() => trainForecaster(moving(29), { kind: 'naive', horizonBars: 1 })).toThrow(
      expect.objectContaining({
        code: 'MODEL_DEGENERATE',
        message: expect.stringContaining('changes on 29 of 600 bars'),
      }),
    );
  });
});

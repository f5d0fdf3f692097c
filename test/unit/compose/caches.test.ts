import { cachesOf } from '../../../lib/compose/caches';
import { PARTS, readConfig } from '../../../lib/config';
import { standingClock } from '../../support/world';

const KEEPING = { ...PARTS.caches, CACHE_BARS_MS: PARTS.source.CACHE_BARS_MS };

describe('what a process keeps', () => {
  it('is kept for a minute, five minutes and an hour, unless its operator says otherwise', () => {
    expect(readConfig(KEEPING, {})).toEqual({
      CACHE_BARS_MS: 60_000,
      CACHE_FORECASTS_MS: 300_000,
      CACHE_MODELS_MS: 3_600_000,
    });
    expect(readConfig(KEEPING, { CACHE_BARS_MS: '1' })).toMatchObject({ CACHE_BARS_MS: 1 });
  });

  it.each(['0', '-1', '1.5', 'long', 'NaN', 'Infinity', ' '])(
    '"%s" is no time, and is refused by name',
    (text) => {
      for (const name of Object.keys(KEEPING))
        expect(() => readConfig(KEEPING, { [name]: text })).toThrow(name);
    },
  );

  it('is each kept for its own time', async () => {
    const config = { CACHE_BARS_MS: 1_000, CACHE_FORECASTS_MS: 10_000, CACHE_MODELS_MS: 100_000 };
    for (const [name, ms] of [
      ['bars', 1_000],
      ['forecasts', 10_000],
      ['models', 100_000],
    ] as const) {
      const clock = standingClock(1);
      const cache = cachesOf(config, clock)[name];
      let makings = 0;
      const get = (key = 'a') =>
        cache.get(key, async () => {
          makings += 1;
          return undefined as never;
        });
      for (let other = 0; other < 50; other += 1) await get(`other ${other}`);
      await get();
      clock.advance(0.89 * ms);
      await get();
      expect(makings).toBe(51);
      clock.advance(0.12 * ms);
      await get();
      expect(makings).toBe(52);
    }
  });
});

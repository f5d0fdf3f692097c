import { liveMarketClock } from '../../../../lib/adapters/system/liveMarketClock';
import { standingClock } from '../../../support/world';

test('market time of a live feed is wall time, and never runs backwards', () => {
  const clock = standingClock(1_000);
  const market = liveMarketClock(clock);
  expect(market.now()).toBe(1_000);
  clock.set(900);
  expect(market.now()).toBe(1_000);
  clock.set(1_200);
  expect(market.now()).toBe(1_200);
  expect(market.ended()).toBe(false);
});

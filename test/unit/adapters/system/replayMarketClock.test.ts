import { replayMarketClock } from '../../../../lib/adapters/system/replayMarketClock';
import { systemClock } from '../../../../lib/adapters/system/systemClock';

/** A clock that shows the given instants, one at each look. */
function showing(...instants: number[]) {
  let last = 0;
  return {
    now(): number {
      last = instants.shift() ?? last;
      return last;
    },
  };
}

describe('systemClock', () => {
  it('shows the time of the machine', () => {
    const before = Date.now();
    const shown = systemClock().now();
    expect(shown >= before && shown <= Date.now()).toBe(true);
  });
});

describe('replayMarketClock', () => {
  const replay = (...instants: number[]) =>
    replayMarketClock({
      clock: showing(...instants),
      startSession: '2008-08-01',
      originMs: 10_000,
      sessionMs: 2_000,
      lastSession: '2008-08-01',
    });

  it('stands at the close before the first session until its origin, then plays one session', () => {
    const market = replay(0, 10_000, 11_000, 12_000, 99_000);
    expect(Array.from({ length: 5 }, () => new Date(market.now()).toISOString())).toEqual([
      '2008-07-31T20:00:00.000Z',
      '2008-07-31T20:00:00.000Z',
      '2008-08-01T16:45:00.000Z',
      '2008-08-01T20:00:00.000Z',
      '2008-08-01T20:00:00.000Z',
    ]);
  });

  it('does not run backwards with the wall clock', () => {
    const market = replay(11_000, 10_500);
    expect([market.now(), market.now()]).toEqual(Array(2).fill(Date.UTC(2008, 7, 1, 16, 45)));
  });

  it('ends with the last close and not before', () => {
    const market = replay(11_999, 12_000);
    expect([market.ended(), market.ended()]).toEqual([false, true]);
  });

  it('shows the same in every process with the same options', () => {
    expect(replay(11_234).now()).toBe(replay(11_234).now());
  });
});

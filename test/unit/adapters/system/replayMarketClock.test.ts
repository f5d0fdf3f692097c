import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { replayMarketClock } from '../../../../lib/adapters/system/replayMarketClock';
import { systemClock } from '../../../../lib/adapters/system/systemClock';
import { removeTemporaryFolders, temporaryFolder } from '../../../support/temporaryFolder';

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

describe('replayMarketClock with a file', () => {
  afterEach(removeTemporaryFolders);

  it('stands where the file says until the file says since when it runs', () => {
    const clockFile = join(temporaryFolder(), 'clock.json');
    const write = (written: object) => writeFileSync(clockFile, JSON.stringify(written));
    let now = 1e12;
    const market = replayMarketClock({
      clock: { now: () => now },
      startSession: '2008-08-01',
      originMs: 1,
      sessionMs: 2_000,
      clockFile,
    });
    const shownAt = (instant: number) => {
      now = instant;
      return new Date(market.now()).toISOString();
    };
    write({ elapsedMs: 1_000 });
    expect([1e12, 2e12].map(shownAt)).toEqual(Array(2).fill('2008-08-01T16:45:00.000Z'));
    write({ elapsedMs: 1_000, runsSince: 2e12 + 500 });
    expect([2e12, 2e12 + 500, 2e12 + 1_500].map(shownAt)).toEqual([
      '2008-08-01T16:45:00.000Z',
      '2008-08-01T16:45:00.000Z',
      '2008-08-01T20:00:00.000Z',
    ]);
  });

  it('does not go back for a door that is first used after the wall clock was set back', () => {
    const clockFile = join(temporaryFolder(), 'clock.json');
    writeFileSync(clockFile, JSON.stringify({ elapsedMs: 0, runsSince: 1e12 }));
    let now = 1e12 + 5_000;
    const door = () =>
      replayMarketClock({
        clock: { now: () => now },
        startSession: '2008-08-01',
        originMs: 1,
        sessionMs: 2_000,
        clockFile,
      });
    const reached = door().now();
    now = 1e12;
    expect(door().now()).toBe(reached);
  });
});

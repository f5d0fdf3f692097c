import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runningTime } from '../../../lib/adapters/system/runningTime';
import { sessionPlace } from '../../../lib/market/calendar/sessionNumber';
import { sessionOn } from '../../../lib/market/calendar/sessionOn';
import type { SaidAboutMarket } from '../../../lib/local/marketOptions';
import { openReplayState } from '../../../lib/local/replayState';
import { removeTemporaryFolders, temporaryFolder } from '../../support/temporaryFolder';

afterEach(removeTemporaryFolders);

const nothingSaid: SaidAboutMarket = {
  source: undefined,
  directory: undefined,
  start: undefined,
  sessionMs: undefined,
  barMs: undefined,
  symbols: undefined,
};
const range = () => ({ first: '2000-01-03', last: '2020-04-17' });

function folder() {
  const directory = temporaryFolder();
  const file = join(directory, 'market.json');
  const open = (said: Partial<SaidAboutMarket> = {}) =>
    openReplayState(file, { ...nothingSaid, ...said }, { directory, range });
  const running = (sinceMs: number) => {
    const state = open();
    state.run(sinceMs);
    return state;
  };
  const elapsedMs = () => (JSON.parse(readFileSync(file, 'utf8')) as { elapsedMs: number }).elapsedMs;
  return { directory, file, open, running, elapsedMs };
}

const stored = (changed: object) =>
  JSON.stringify({
    source: 'replay',
    directory: '/bars',
    start: '2008-08-01',
    end: '2020-04-17',
    sessionMs: 2000,
    elapsedMs: 0,
    ...changed,
  });

describe('openReplayState', () => {
  it('remembers which vendors serve live bars, and begins with no others', () => {
    const { open } = folder();
    expect(open({ vendors: 'fmp', symbols: 'AAPL' }).market).toMatchObject({
      vendors: 'fmp',
      symbols: 'AAPL',
    });
    expect(open().market.vendors).toBe('fmp');
    expect(() => open({ vendors: 'yahoo' })).toThrow('MARKET_DATA "yahoo" differs from "fmp"');
    expect(() => open({ source: 'replay' })).toThrow('MARKET_DATA "replay" differs from "fmp"');
  });

  it('begins as the defaults say', () => {
    const { directory, open } = folder();
    const { market, elapsedAt } = open();
    expect({ market, elapsedMs: elapsedAt(5000) }).toEqual({
      market: {
        source: 'replay',
        directory: resolve(directory, 'market-data'),
        start: '2008-08-01',
        end: '2020-04-17',
        sessionMs: 2000,
        barMs: 1000,
      },
      elapsedMs: 0,
    });
  });

  it('stands still while the stack is down and goes on where it stopped', () => {
    const { open, running } = folder();
    running(1000).stop(6000);
    const again = open();
    expect(again.elapsedAt(100_000)).toBe(5000);
    again.run(100_000);
    expect([100_000, 100_700].map(again.elapsedAt)).toEqual([5000, 5700]);
  });

  it('never goes back when the process dies without stopping', () => {
    const { open, running } = folder();
    running(1000).note(6000);
    const furthestSeen = 6000 + 1500 - 1000;
    expect(open().elapsedAt(0)).toBeGreaterThanOrEqual(furthestSeen);
  });

  it('never goes back when the process dies before the first note', () => {
    const { open, running } = folder();
    running(1000);
    expect(open().elapsedAt(0)).toBeGreaterThanOrEqual(1500);
  });

  it('never goes back with the wall clock', () => {
    const { running, elapsedMs } = folder();
    const state = running(1000);
    state.note(6000);
    state.stop(2000);
    expect([state.elapsedAt(2000), elapsedMs()]).toEqual([5000, 5000]);
  });

  it('does not move before it runs, however long that takes', () => {
    const { open, elapsedMs } = folder();
    const state = open();
    state.note(60_000);
    expect(elapsedMs()).toBe(0);
    state.stop(90_000);
    expect(elapsedMs()).toBe(0);
  });

  it('shows the functions the same time as itself', () => {
    const { open, running } = folder();
    running(1000).stop(6000);
    const state = open();
    let now = 50_000;
    const shown = runningTime(state.clockFile, { now: () => now });
    expect([shown(), state.elapsedAt(now)]).toEqual([5000, 5000]);
    state.run(60_000);
    now = 61_000;
    expect([shown(), state.elapsedAt(now)]).toEqual([6000, 6000]);
  });

  it('notes no more than its whole length: the simulator goes on when the replay has ended', () => {
    const { running, elapsedMs } = folder();
    running(0).note(1e12);
    const sessions =
      sessionPlace(sessionOn('2100-12-31')!).number - sessionPlace(sessionOn('2024-01-02')!).number + 1;
    expect(elapsedMs()).toBe(sessions * 78 * 1000);
  });

  it('notes no more of files than what is in them', () => {
    const { directory, file } = folder();
    const said = { ...nothingSaid, source: 'csv', directory } as const;
    const state = openReplayState(file, said, { directory, range });
    state.run(0);
    state.note(1e12);
    expect(state.elapsedAt(1e12)).toBe(state.plan.sessionCount * 2000);
  });

  it('goes on with what it was begun with when nothing or the same is said', () => {
    const { open } = folder();
    open({ start: '2010-01-04', sessionMs: 50 });
    expect(open().market).toMatchObject({ start: '2010-01-04', sessionMs: 50 });
    expect(open({ start: '2010-01-04' }).market).toMatchObject({ start: '2010-01-04', sessionMs: 50 });
  });

  it.each<[Partial<SaidAboutMarket>, string]>([
    [{ start: '2011-01-03' }, '--from "2011-01-03" differs from "2008-08-01"'],
    [{ sessionMs: 50 }, '--session-ms "50" differs from "2000"'],
    [{ barMs: 50 }, '--bar-ms "50" differs from "1000"'],
    [{ source: 'csv', directory: '/bars' }, 'MARKET_DATA "csv" differs from "replay"'],
    [{ symbols: 'A' }, 'SYMBOLS "A" differs from "none"'],
  ])('asks for a fresh folder when %j is said of data begun otherwise', (said, message) => {
    const { open } = folder();
    open();
    expect(() => open(said)).toThrow(message);
    expect(() => open(said)).toThrow('begin anew with npm start -- --fresh');
  });

  it('refuses a start outside the data', () => {
    expect(() => folder().open({ start: '1999-01-04' })).toThrow(
      '--from "1999-01-04" is not within the market data: choose a date from 2000-01-03 to 2020-04-17.',
    );
  });

  it('begins in the middle of data that do not know the default start', () => {
    const { directory, file } = folder();
    const young = () => ({ first: '2020-01-01', last: '2022-01-01' });
    const state = openReplayState(file, nothingSaid, { directory, range: young });
    expect(state.market.start).toBe('2020-12-31');
  });

  it.each([
    ['half a file', '{"source":"rep', 'market.json: Unterminated string'],
    ['another file', '{"start":"2008-08-01"}', 'market.json: source'],
    [
      'a place beyond the end',
      stored({ elapsedMs: 1e15 }),
      'elapsedMs 1000000000000000 is more than the 1507740000',
    ],
    ['an end before the start', stored({ end: '2001-01-02' }), 'startSession "2008-08-01" is after'],
  ])('says that the folder is damaged when it finds %s', (_title, text, message) => {
    const { file, open } = folder();
    writeFileSync(file, text);
    expect(() => open()).toThrow(message);
    expect(() => open()).toThrow('is damaged');
  });
});

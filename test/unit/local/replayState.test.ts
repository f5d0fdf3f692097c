import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { SaidAboutMarket } from '../../../lib/local/options';
import { openReplayState } from '../../../lib/local/replayState';
import { removeTemporaryFolders, temporaryFolder } from '../../support/temporaryFolder';

afterEach(removeTemporaryFolders);

const nothingSaid: SaidAboutMarket = {
  source: undefined,
  directory: undefined,
  start: undefined,
  sessionMs: undefined,
  symbols: undefined,
};
const range = () => ({ first: '2000-01-03', last: '2020-04-17' });

function folder() {
  const directory = temporaryFolder();
  const file = join(directory, 'market.json');
  const open = (beginMs: number, said: Partial<SaidAboutMarket> = {}) =>
    openReplayState(file, { ...nothingSaid, ...said }, { directory, range, beginMs });
  const elapsedMs = () => (JSON.parse(readFileSync(file, 'utf8')) as { elapsedMs: number }).elapsedMs;
  return { directory, file, open, elapsedMs };
}

describe('openReplayState', () => {
  it('begins as the defaults say', () => {
    const { directory, open } = folder();
    const { market, originMs } = open(1000);
    expect({ market, originMs }).toEqual({
      market: {
        source: 'replay',
        directory: resolve(directory, 'market-data'),
        start: '2008-08-01',
        end: '2020-04-17',
        sessionMs: 2000,
      },
      originMs: 1000,
    });
  });

  it('stands still while the stack is down and goes on where it stopped', () => {
    const { open } = folder();
    open(1000).stop(6000);
    expect(open(100_000).originMs).toBe(95_000);
  });

  it('never goes back when the process dies without stopping', () => {
    const { open } = folder();
    open(1000).note(6000);
    const furthestSeen = 6000 + 1500 - 1000;
    expect(100_000 - open(100_000).originMs).toBeGreaterThanOrEqual(furthestSeen);
  });

  it('has not moved before it begins', () => {
    const { open, elapsedMs } = folder();
    const state = open(1000);
    state.note(500);
    expect(elapsedMs()).toBe(0);
    state.stop(900);
    expect(elapsedMs()).toBe(0);
  });

  it('goes on with what it was begun with when nothing or the same is said', () => {
    const { open } = folder();
    open(0, { start: '2010-01-04', sessionMs: 50 });
    expect(open(0).market).toMatchObject({ start: '2010-01-04', sessionMs: 50 });
    expect(open(0, { start: '2010-01-04' }).market).toMatchObject({ start: '2010-01-04', sessionMs: 50 });
  });

  it.each<[Partial<SaidAboutMarket>, string]>([
    [{ start: '2011-01-03' }, '--from "2011-01-03" differs from "2008-08-01"'],
    [{ sessionMs: 50 }, '--session-ms "50" differs from "2000"'],
    [{ source: 'csv', directory: '/bars' }, 'MARKET_DATA "csv" differs from "replay"'],
    [{ symbols: 'A' }, 'SYMBOLS "A" differs from "none"'],
  ])('asks for a fresh folder when %j is said of data begun otherwise', (said, message) => {
    const { open } = folder();
    open(0);
    expect(() => open(0, said)).toThrow(message);
    expect(() => open(0, said)).toThrow('begin anew with npm start -- --fresh');
  });

  it('refuses a start outside the data', () => {
    expect(() => folder().open(0, { start: '1999-01-04' })).toThrow(
      '--from "1999-01-04" is not within the market data: choose a date from 2000-01-03 to 2020-04-17.',
    );
  });

  it('begins in the middle of data that do not know the default start', () => {
    const { directory, file } = folder();
    const young = () => ({ first: '2020-01-01', last: '2022-01-01' });
    const state = openReplayState(file, nothingSaid, { directory, range: young, beginMs: 0 });
    expect(state.market.start).toBe('2020-12-31');
  });

  it.each([
    ['half a file', '{"source":"rep', 'market.json: Unterminated string'],
    ['another file', '{"start":"2008-08-01"}', 'market.json: source'],
  ])('says that the folder is damaged when it finds %s', (_title, text, message) => {
    const { file, open } = folder();
    writeFileSync(file, text);
    expect(() => open(0)).toThrow(message);
    expect(() => open(0)).toThrow('is damaged');
  });
});

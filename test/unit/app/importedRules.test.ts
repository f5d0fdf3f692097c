import { checkAlerts } from '../../../lib/app/checkAlerts';
import { pauseRule, resumeRule } from '../../../lib/app/pauseRule';
import { readRule } from '../../../lib/app/readRules';
import { createRule, removeRule, replaceRule } from '../../../lib/app/rules';
import { createWatchlist, replaceWatchlist } from '../../../lib/app/watchlists';
import { sessionOn } from '../../../lib/market/calendar/sessionOn';
import { settle } from '../../support/drain';
import { bring, flatBar, MONDAY, SESSIONS } from '../../support/ownBars';
import { walkBars, WALL_START, world } from '../../support/world';

const TENANT = { tenant: 'local' };
const OTHER = { tenant: 'local-2' };
const OWN = { series: 'local/DESK', interval: '1d' } as const;
const PLAIN = { series: 'DESK', interval: '1d' } as const;
const [MON, TUE, WED, THU] = [MONDAY, MONDAY + 1, MONDAY + 2, MONDAY + 3];

const ruleOn = (targets: object, more: object = {}) => ({
  dsl: '1',
  name: 'above 100',
  targets,
  interval: '1d',
  when: { op: '>', left: 'close', right: 100 },
  ...more,
});
const ON_DESK = ruleOn({ symbols: ['DESK'] });

/** A replay of 2008 beside which tenants bring bars of the present, which is a Sunday. */
function desk() {
  const at = world({
    bars: { '^GSPC': walkBars('2008-01-02', '2008-12-31') },
    marketNow: sessionOn('2008-09-12')!.closeAt,
  });
  const write = async (body: object = ON_DESK, who = TENANT) => {
    const view = await createRule(at.deps, { ...who, body });
    return { ...view, address: { ...who, id: view.stored.id } };
  };
  /** One bar for each day from a session on; wall time is moved behind the last, if it is not there yet. */
  const bringFrom = (first: number, prices: readonly number[], who = TENANT) => {
    at.clock.set(Math.max(at.clock.now(), SESSIONS[first + prices.length - 1]!.closeAt + 60_000));
    const bars = prices.map((price, day) => flatBar(first + day, price));
    return bring(at.deps, { ...who, symbol: 'DESK' }, bars);
  };
  const fired = async (who = TENANT) => {
    await settle(at, 2);
    const { items } = await at.stores.alerts.list({ ...who, limit: 100 });
    return items
      .map(({ symbol, barClosedAt }) => `${symbol} ${SESSIONS.findIndex((s) => s.closeAt === barClosedAt)}`)
      .sort();
  };
  const until = (session: number) => at.clock.set(SESSIONS[session]!.closeAt + 3_600_000);
  const seriesOf = async (who = TENANT) => {
    const all = await Promise.all([OWN, PLAIN].map((key) => at.stores.instances.ofSeries(key)));
    return all.flat().flatMap(({ tenant, series }) => (tenant === who.tenant ? [series] : []));
  };
  return { ...at, write, bringFrom, fired, until, seriesOf };
}

const firedOn = (...sessions: readonly number[]) => sessions.map((session) => `DESK ${session}`);

describe('a rule on an imported symbol', () => {
  it('looks back on nothing that an import has left which died', async () => {
    const { write, bringFrom, fired, stores } = desk();
    await bringFrom(MON - 3, [100, 100, 100]);
    const left = [MON - 6, MON - 5, MON - 4].map((session) => ({
      ...flatBar(session, 500),
      closedAt: SESSIONS[session]!.closeAt,
      source: 'import',
      quality: [],
    }));
    await stores.bars.putFirst(OWN.series, OWN.interval, left);
    const average = { op: '>', left: { ind: 'sma', n: 5 }, right: 150 };
    await write(ruleOn({ symbols: ['DESK'] }, { when: average }));
    await bringFrom(MON, [100, 100]);
    expect(await fired()).toEqual([]);
  });

  it('is judged on each bar that closes after it was written, in order, once', async () => {
    const at = desk();
    await at.bringFrom(MON - 5, [101, 102, 99, 98, 101]);
    const { warnings, states } = await at.write();
    expect(states).toMatchObject([{ symbol: 'DESK', state: 'normal', since: at.clock.now() }]);
    expect(warnings).toEqual([
      'The condition is already true on "DESK": it fires on the next bar on which it holds.',
    ]);
    expect(await at.fired()).toEqual([]);
    await at.bringFrom(MON, [99]);
    expect(await at.fired()).toEqual([]);
    await at.bringFrom(TUE, [101, 99, 103]);
    expect(await at.fired()).toEqual(firedOn(TUE, THU));
    await at.bringFrom(TUE, [101, 99, 103]);
    expect(await at.fired()).toEqual(firedOn(TUE, THU));
  });

  it('is told of as the trader wrote it, on the series that is his', async () => {
    const at = desk();
    await at.bringFrom(MON - 2, [99, 99]);
    const { address } = await at.write();
    await at.bringFrom(MON, [101]);
    await at.fired();
    const { items } = await at.stores.alerts.list({ ...TENANT, limit: 10 });
    expect(items).toMatchObject([{ symbol: 'DESK', series: 'local/DESK', source: 'import' }]);
    expect(JSON.stringify(items.map(({ series: _series, ...told }) => told))).not.toContain('local/DESK');
    const { states } = await readRule(at.deps, address);
    expect(states).toEqual([{ symbol: 'DESK', state: 'firing', since: SESSIONS[MON]!.closeAt }]);
    expect(await at.stores.instances.activeSeries()).toEqual([OWN]);
  });

  it('has waited for the first import, and is judged on what closed since it was written', async () => {
    const at = desk();
    const { address, warnings } = await at.write();
    expect(warnings).toEqual([expect.stringContaining('until a source serves it or you import its bars')]);
    expect([await at.seriesOf(), await at.fired()]).toEqual([['DESK'], []]);
    at.until(WED);
    expect(await at.fired()).toEqual([]);
    await at.bringFrom(MON - 2, [101, 99, 101, 99, 101]);
    expect(await at.seriesOf()).toEqual(['local/DESK']);
    expect(await at.fired()).toEqual(firedOn(MON, WED));
    const edit = { ...address, expectedVersion: 1, body: { ...ON_DESK, name: 'renamed' } };
    expect((await replaceRule(at.deps, edit)).warnings).toEqual([]);
  });

  it('never sees the bars of another tenant', async () => {
    const at = desk();
    await at.write();
    await at.write(ON_DESK, OTHER);
    await at.bringFrom(MON, [101]);
    expect([await at.fired(), await at.fired(OTHER)]).toEqual([firedOn(MON), []]);
    expect([await at.seriesOf(), await at.seriesOf(OTHER)]).toEqual([['local/DESK'], ['DESK']]);
    const check = { ...OTHER, symbol: 'DESK', interval: '1d' } as const;
    await expect(checkAlerts(at.deps, check)).rejects.toMatchObject({ code: 'SYMBOL_UNKNOWN' });
    await at.bringFrom(TUE, [101], OTHER);
    expect([await at.fired(), await at.fired(OTHER)]).toEqual([firedOn(MON), firedOn(TUE)]);
  });

  it('is judged on no bar that is brought into the past of its last', async () => {
    const at = desk();
    await at.bringFrom(MON - 1, [99]);
    await at.write();
    await at.bringFrom(WED, [99]);
    await at.fired();
    await at.bringFrom(MON, [101, 101]);
    expect(await at.fired()).toEqual([]);
  });

  it('is not judged on a bar before its session has closed, which no import takes', async () => {
    const at = desk();
    await at.bringFrom(MON - 1, [99]);
    await at.write();
    at.clock.set(SESSIONS[MON]!.closeAt - 1);
    const early = bring(at.deps, { ...TENANT, symbol: 'DESK' }, [flatBar(MON, 101)]);
    await expect(early).rejects.toMatchObject({ code: 'BARS_INVALID' });
    expect(await at.fired()).toEqual([]);
  });

  it('leaves out what closed while it was paused, also where it is brought later', async () => {
    const at = desk();
    await at.bringFrom(MON - 1, [99]);
    const { address } = await at.write();
    await at.bringFrom(MON, [101]);
    await at.fired();
    await pauseRule(at.deps, address);
    await at.bringFrom(TUE, [99]);
    expect(await at.fired()).toEqual(firedOn(MON));
    at.until(WED);
    await resumeRule(at.deps, address);
    await at.bringFrom(WED, [99, 101]);
    expect(await at.fired()).toEqual(firedOn(MON));
    expect((await readRule(at.deps, address)).states).toMatchObject([{ state: 'firing' }]);
  });

  it('that was paused before the first import is judged from where it was resumed', async () => {
    const at = desk();
    const { address } = await at.write();
    await pauseRule(at.deps, address);
    at.until(TUE);
    await resumeRule(at.deps, address);
    await at.bringFrom(MON, [101, 99, 99, 101]);
    expect(await at.fired()).toEqual(firedOn(THU));
  });

  it('is armed anew by a new condition, from that moment on', async () => {
    const at = desk();
    await at.bringFrom(MON - 1, [99]);
    const { address } = await at.write();
    at.until(TUE);
    const when = { op: '>', left: 'close', right: 50 };
    await replaceRule(at.deps, { ...address, expectedVersion: 1, body: { ...ON_DESK, when } });
    await at.bringFrom(MON, [101, 101, 101]);
    expect(await at.fired()).toEqual(firedOn(WED));
  });

  it('is judged no more once it is deleted, or watches something else', async () => {
    const at = desk();
    await at.bringFrom(MON - 1, [99]);
    const [gone, moved] = [await at.write(), await at.write()];
    await removeRule(at.deps, { ...gone.address, expectedVersion: 1 });
    const body = ruleOn({ symbols: ['^GSPC'] });
    await replaceRule(at.deps, { ...moved.address, expectedVersion: 1, body });
    expect(await at.seriesOf()).toEqual([]);
    await at.bringFrom(MON, [101]);
    expect(await at.fired()).toEqual([]);
  });

  it('stays on the bars of its tenant where a source comes to serve the symbol', async () => {
    const at = desk();
    await at.bringFrom(MON - 1, [99]);
    const { address } = await at.write();
    const bars = {
      '^GSPC': walkBars('2008-01-02', '2008-12-31'),
      DESK: walkBars('2008-01-02', '2008-12-31'),
    };
    const { deps } = world({ bars, marketNow: 0 });
    const served = { ...at.deps, marketData: { bars: deps.marketData.bars } };
    await expect(bring(served, { ...TENANT, symbol: 'DESK' }, [flatBar(MON - 1, 99)])).rejects.toMatchObject({
      code: 'STORE_CONFLICT',
    });
    const edit = { ...address, expectedVersion: 1, body: { ...ON_DESK, name: 'renamed' } };
    await replaceRule(served, edit);
    expect(await at.seriesOf()).toEqual(['local/DESK']);
  });

  it('is judged at once for its owner who asks, as by a sweep, and once', async () => {
    const at = desk();
    await at.bringFrom(MON - 1, [99]);
    const { address } = await at.write();
    await at.bringFrom(MON, [101, 99, 101]);
    const ask = () => checkAlerts(at.deps, { ...TENANT, symbol: 'DESK', interval: '1d' });
    const { outcomes, alerts } = await ask();
    expect(outcomes).toMatchObject([{ ruleId: address.id, state: 'firing', fired: true, why: 'fired' }]);
    expect(alerts.map(({ alert }) => alert.barClosedAt)).toEqual([
      SESSIONS[MON]!.closeAt,
      SESSIONS[WED]!.closeAt,
    ]);
    expect(await ask()).toMatchObject({ outcomes: [{ fired: false, why: 'unchanged' }], alerts: [] });
    expect(await at.fired()).toEqual(firedOn(MON, WED));
    expect(await ask()).toMatchObject({ outcomes: [{ fired: false, why: 'unchanged' }], alerts: [] });
  });
});

test('a rule is judged at once also where one minute is all that was ever brought', async () => {
  const at = desk();
  await at.write({ ...ON_DESK, interval: '1min' });
  at.until(MON);
  const minute = { ...flatBar(MON, 101), startAt: SESSIONS[MON]!.closeAt - 60_000 };
  await bring(at.deps, { ...TENANT, symbol: 'DESK', interval: '1min' }, [minute]);
  const ask = () => checkAlerts(at.deps, { ...TENANT, symbol: 'DESK', interval: '1min' });
  expect((await ask()).outcomes).toMatchObject([{ fired: true, why: 'fired' }]);
  // It looks at this bar once more, and not at every minute there has been on earth.
  const started = performance.now();
  expect((await ask()).outcomes).toMatchObject([{ fired: false, why: 'unchanged' }]);
  expect(performance.now() - started).toBeLessThan(2_000);
});

describe('a rule on a watchlist', () => {
  async function listed(symbols: readonly string[]) {
    const at = desk();
    const list = await createWatchlist(at.deps, { ...TENANT, name: 'desk', symbols });
    const rule = await at.write(ruleOn({ watchlist: list.id }));
    const edit = (next: readonly string[]) =>
      replaceWatchlist(at.deps, { ...TENANT, id: list.id, name: 'desk', symbols: next });
    return { ...at, edit, rule };
  }

  it('follows the first import of a symbol on it, and keeps since when it watches', async () => {
    const at = await listed(['DESK']);
    at.until(MON);
    await at.edit(['DESK', '^GSPC']);
    at.until(TUE);
    await at.bringFrom(MON - 1, [99, 101, 99, 101]);
    expect(await at.fired()).toEqual(expect.arrayContaining(firedOn(MON, WED)));
    expect(await at.seriesOf()).toEqual(['local/DESK']);
  });

  it('watches an imported symbol that joins from then on, and one that leaves no longer', async () => {
    const at = await listed(['^GSPC']);
    await at.bringFrom(MON - 1, [99]);
    at.until(TUE);
    await at.edit(['DESK']);
    await at.bringFrom(MON, [101, 99, 101]);
    expect(await at.fired()).toEqual(firedOn(WED));
    await at.edit(['^GSPC']);
    expect(await at.seriesOf()).toEqual([]);
    await at.bringFrom(THU, [99, 101]);
    expect((await at.fired()).filter((one) => one.startsWith('DESK'))).toEqual(firedOn(WED));
  });
});

test('wall time begins on the Sunday before the first of these sessions', () => {
  expect(WALL_START).toBeGreaterThan(SESSIONS[MON - 1]!.closeAt);
  expect(WALL_START).toBeLessThan(SESSIONS[MON]!.startAt);
});

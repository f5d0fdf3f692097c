import { memoryMarketData } from '../../../lib/adapters/memory/memoryMarketData';
import { evaluateSeries } from '../../../lib/app/evaluateSeries';
import { createRule } from '../../../lib/app/rules';
import { sessionsBetween } from '../../../lib/market/calendar/sessionsBetween';
import { Problem } from '../../../lib/problems';
import { walkBars, world } from '../../support/world';

const SYMBOL = 'DEMO.A';
const KEY = { series: SYMBOL, interval: '1d' } as const;
const BARS = walkBars('2023-06-01', '2024-03-01', 5);
const DAYS = sessionsBetween('2024-01-08', '2024-01-31');
const day = (index: number) => DAYS[index]!.closeAt;
const RULE = {
  dsl: '1',
  name: 'moves',
  targets: { symbols: [SYMBOL] },
  interval: '1d',
  when: { op: '>', left: { abs: { pct: ['close', { lag: ['close', 1] }] } }, right: 1 },
};

async function started(bars = BARS) {
  const at = world({ bars: { [SYMBOL]: bars }, marketNow: day(0) });
  await createRule(at.deps, { tenant: 'local', body: RULE });
  return at;
}

const firedOn = async (at: Awaited<ReturnType<typeof started>>) =>
  (await at.stores.alerts.list({ tenant: 'local', limit: 100 })).items
    .map((alert) => alert.barClosedAt)
    .reverse();

const CLOSES = new Map(BARS.map((bar) => [bar.startAt, bar.close]));
const startOf = (index: number) => Date.parse(`${DAYS[index]!.date}T00:00:00Z`);
const isLarge = (index: number) =>
  Math.abs(CLOSES.get(startOf(index))! / CLOSES.get(startOf(index - 1))! - 1) > 0.01;

/** The sessions on which an edge rule on |change| > 1 % fires, worked out from the bars alone. */
function expectedFirings(through: number): number[] {
  return DAYS.flatMap(({ closeAt }, index) => {
    if (index < 1 || index > through || !isLarge(index)) return [];
    return index === 1 || !isLarge(index - 1) ? [closeAt] : [];
  });
}

describe('evaluateSeries', () => {
  it('gives the same alerts bar by bar as in one catch-up', async () => {
    const daily = await started();
    for (let index = 1; index < DAYS.length; index += 1) {
      daily.marketClock.set(day(index));
      expect(await evaluateSeries(daily.deps, KEY)).toMatchObject({ bars: 1 });
    }
    const late = await started();
    late.marketClock.set(day(DAYS.length - 1));
    expect(await evaluateSeries(late.deps, KEY)).toMatchObject({ bars: DAYS.length - 1 });
    expect(await firedOn(daily)).toEqual(expectedFirings(DAYS.length));
    expect(await firedOn(late)).toEqual(await firedOn(daily));
  });

  it('keeps what it has done of a long backlog when it dies over the rest', async () => {
    const all = sessionsBetween('2023-08-01', '2024-02-29').map(({ closeAt }) => closeAt);
    const whole = world({ bars: { [SYMBOL]: BARS }, marketNow: all[0]! });
    const cut = world({ bars: { [SYMBOL]: BARS }, marketNow: all[0]! });
    for (const at of [whole, cut]) {
      await createRule(at.deps, { tenant: 'local', body: RULE });
      at.marketClock.set(all.at(-1)!);
    }
    expect(await evaluateSeries(whole.deps, KEY)).toMatchObject({ bars: all.length - 1 });
    let stores = 0;
    const bars: typeof cut.deps.bars = {
      ...cut.deps.bars,
      putFirst: async (...args) => {
        stores += 1;
        if (stores === 3) throw new Problem('STORE_UNAVAILABLE', 'The table does not answer.');
        return cut.deps.bars.putFirst(...args);
      },
    };
    await expect(evaluateSeries({ ...cut.deps, bars }, KEY)).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
    });
    expect(await cut.stores.cursors.read(SYMBOL, '1d')).toBe(all[100]);
    expect(await evaluateSeries(cut.deps, KEY)).toMatchObject({ bars: all.length - 101 });
    expect(await firedOn(cut)).toEqual(await firedOn(whole));
    expect((await firedOn(whole)).length).toBeGreaterThan(20);
  });

  it('changes nothing when a bar is judged again', async () => {
    const at = await started();
    at.marketClock.set(day(5));
    await evaluateSeries(at.deps, KEY);
    const before = await at.stores.instances.ofSeries(KEY);
    expect(await evaluateSeries(at.deps, KEY)).toEqual({ bars: 0, fired: 0 });
    expect(await at.stores.instances.ofSeries(KEY)).toEqual(before);
  });

  it('goes on from the cursor, in order, after the source failed', async () => {
    const at = await started();
    at.marketClock.set(day(3));
    await evaluateSeries(at.deps, KEY);
    at.marketClock.set(day(6));
    const outage = { bars: () => Promise.reject(new Problem('MARKET_UNAVAILABLE', 'The source is down.')) };
    await expect(evaluateSeries({ ...at.deps, marketData: outage }, KEY)).rejects.toMatchObject({
      code: 'MARKET_UNAVAILABLE',
    });
    expect(await at.stores.cursors.read(SYMBOL, '1d')).toBe(day(3));
    at.marketClock.set(day(8));
    expect(await evaluateSeries(at.deps, KEY)).toMatchObject({ bars: 5 });
    expect(await firedOn(at)).toEqual(expectedFirings(8));
  });

  it('judges the first reading of a bar, whatever the source says later', async () => {
    const quiet = DAYS.findIndex((_, index) => index > 1 && !isLarge(index) && !isLarge(index - 1));
    const standing = BARS.find((bar) => bar.startAt === startOf(quiet))!;
    const risen = { ...standing, close: standing.close * 1.06, high: standing.high * 1.06 };
    const corrected = BARS.map((bar) => (bar === standing ? risen : bar));
    const marketData = memoryMarketData([{ symbol: SYMBOL, interval: '1d', bars: corrected }]);
    const late = await started();
    late.marketClock.set(day(quiet));
    await evaluateSeries({ ...late.deps, marketData }, KEY);
    expect(await firedOn(late)).toContain(day(quiet));
    const early = await started();
    early.marketClock.set(day(quiet));
    await early.stores.bars.putFirst(SYMBOL, '1d', [
      {
        ...standing,
        closedAt: day(quiet),
        source: 'memory',
        quality: [],
      },
    ]);
    await evaluateSeries({ ...early.deps, marketData }, KEY);
    expect(await firedOn(early)).toEqual(expectedFirings(quiet));
  });

  it('waits for a bar that has closed but is not served yet, and judges it as missing once a later one is', async () => {
    const hole = Date.parse(`${DAYS[2]!.date}T00:00:00Z`);
    const at = await started(BARS.filter((bar) => bar.startAt !== hole));
    at.marketClock.set(day(2));
    expect(await evaluateSeries(at.deps, KEY)).toMatchObject({ bars: 1 });
    expect(await at.stores.cursors.read(SYMBOL, '1d')).toBe(day(1));
    at.marketClock.set(day(3));
    expect(await evaluateSeries(at.deps, KEY)).toMatchObject({ bars: 2 });
    expect(await at.stores.cursors.read(SYMBOL, '1d')).toBe(day(3));
  });

  it('judges a rule on the bar that a sweep passed while the rule was being written', async () => {
    const at = await started();
    at.marketClock.set(day(3));
    const late = await createRule(at.deps, { tenant: 'local', body: { ...RULE, name: 'late' } });
    const [hidden] = await at.stores.instances.ofRule('local', late.stored.id, [KEY]);
    await at.stores.instances.remove(hidden!);
    at.marketClock.set(day(4));
    await evaluateSeries(at.deps, KEY);
    await at.stores.instances.put(hidden!, undefined);
    at.marketClock.set(day(5));
    await evaluateSeries(at.deps, KEY);
    const { items } = await at.stores.alerts.list({ tenant: 'local', ruleId: late.stored.id, limit: 100 });
    const expected = [4, 5].filter((index) => isLarge(index) && (index === 4 || !isLarge(4))).map(day);
    expect(items.map((alert) => alert.barClosedAt).reverse()).toEqual(expected);
    expect(expected).toContain(day(4));
  });

  it('stops without a word when another worker is ahead', async () => {
    const at = await started();
    at.marketClock.set(day(4));
    const cursors = { ...at.deps.cursors, advance: () => Promise.resolve(false) };
    expect(await evaluateSeries({ ...at.deps, cursors }, KEY)).toMatchObject({
      bars: 0,
      stopped: 'overtaken',
    });
  });

  it('passes over a symbol that no source knows, and goes on once one does', async () => {
    const at = await started();
    at.marketClock.set(day(4));
    const nothing = memoryMarketData([]);
    expect(await evaluateSeries({ ...at.deps, marketData: nothing }, KEY)).toMatchObject({
      stopped: 'symbolUnknown',
    });
    expect(await evaluateSeries(at.deps, KEY)).toMatchObject({ bars: 4 });
  });
});

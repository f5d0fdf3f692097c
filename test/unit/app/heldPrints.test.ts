import { checkAlerts } from '../../../lib/app/checkAlerts';
import { evaluateSeries } from '../../../lib/app/evaluateSeries';
import { pauseRule, resumeRule } from '../../../lib/app/pauseRule';
import { createRule } from '../../../lib/app/rules';
import type { RawBar } from '../../../lib/market/bar';
import { sessionsBetween } from '../../../lib/market/calendar/sessionsBetween';
import { walkBars, world } from '../../support/world';

const SYMBOL = 'DEMO.A';
const KEY = { series: SYMBOL, interval: '1d' } as const;
const QUESTION = { tenant: 'local', symbol: SYMBOL, interval: '1d' } as const;
const FROM = '2026-02-02';
const DAYS = sessionsBetween('2026-11-02', '2026-11-25');
const CALM = walkBars(FROM, '2026-11-25', 5);
const FIRST = CALM.length - DAYS.length;
const day = (index: number) => DAYS[index]!.closeAt;

/** The day of the first wick, after two calm ones. */
const WICK = 3;
const wick = (bar: RawBar, by: number, { close }: RawBar): RawBar => ({ ...bar, high: close * by });
const halted = (bar: RawBar, { close }: RawBar): RawBar => ({
  ...bar,
  open: close,
  high: close,
  low: close,
  close,
  volume: 0,
});

/** Calm bars, of which those from the first wick on are what these make of them. */
const changed = (...changes: readonly ((bar: RawBar, before: RawBar) => RawBar)[]): readonly RawBar[] =>
  CALM.map((bar, place) => changes[place - FIRST - WICK]?.(bar, CALM[place - 1]!) ?? bar);

const CONFIRMED = changed(
  (bar, before) => wick(bar, 1.3, before),
  (bar, before) => wick(bar, 1.27, before),
);
const ALONE = changed((bar, before) => wick(bar, 1.3, before));

const above = (pct: number, left: object | string = 'high', op = '>') => ({
  op,
  left,
  right: { mul: [{ lag: ['close', 1] }, 1 + pct / 100] },
});
const CLOSE = { op: '>', left: { abs: { pct: ['close', { lag: ['close', 1] }] } }, right: 0 };

/** Rules by name. */
async function started(bars: readonly RawBar[], rules: Readonly<Record<string, object>>, now = day(0)) {
  const at = world({ bars: { [SYMBOL]: bars }, marketNow: now });
  const ids: Record<string, string> = {};
  for (const [name, when] of Object.entries(rules)) {
    const body = { dsl: '1', name, targets: { symbols: [SYMBOL] }, interval: '1d', when };
    ids[name] = (await createRule(at.deps, { tenant: 'local', body })).stored.id;
  }
  const fired = async () => {
    const { items } = await at.stores.alerts.list({ tenant: 'local', limit: 100 });
    return items
      .map(
        ({ ruleName, barClosedAt }) =>
          `${ruleName} ${DAYS.findIndex(({ closeAt }) => closeAt === barClosedAt)}`,
      )
      .toSorted();
  };
  const evaluate = (index: number) => {
    at.marketClock.set(day(index));
    return evaluateSeries(at.deps, KEY);
  };
  const check = async (index: number) => {
    at.marketClock.set(day(index));
    const { outcomes } = await checkAlerts(at.deps, QUESTION);
    return Object.fromEntries(outcomes.map(({ name, why }) => [name, why]));
  };
  return { ...at, ids, fired, evaluate, check };
}

const RULES = {
  lower: above(25),
  upper: above(28),
  crossing: above(28, 'high', 'crosses_up'),
  close: CLOSE,
};

describe('a bar with an incredible wick', () => {
  it('is judged once the next has come near, once, for rules that turn on it', async () => {
    const { evaluate, fired, stores } = await started(CONFIRMED, RULES);
    expect(await evaluate(WICK - 1)).toEqual({ bars: WICK - 1, fired: 1 });
    expect(await evaluate(WICK)).toEqual({ bars: 1, fired: 0 });
    expect(await fired()).toEqual(['close 1']);
    expect(await stores.cursors.read(SYMBOL, '1d')).toBe(day(WICK));
    expect(await evaluate(WICK)).toEqual({ bars: 0, fired: 0 });
    expect(await evaluate(WICK + 1)).toEqual({ bars: 1, fired: 3 });
    expect(await evaluate(WICK + 1)).toEqual({ bars: 0, fired: 0 });
    for (const index of DAYS.keys()) if (index > WICK + 1) await evaluate(index);
    const expected = [`close 1`, ...['crossing', 'lower', 'upper'].map((name) => `${name} ${WICK}`)];
    expect(await fired()).toEqual(expected);
  });

  it.each(['evaluate', 'check'] as const)('makes the same alerts for who catches up (%s)', async (how) => {
    const daily = await started(CONFIRMED, RULES);
    for (const index of DAYS.keys()) if (index > 0) await daily[how](index);
    const late = await started(CONFIRMED, RULES);
    await late[how](DAYS.length - 1);
    expect(await late.fired()).toEqual(await daily.fired());
    const records = async ({ stores }: typeof late) => {
      const { items } = await stores.alerts.list({ tenant: 'local', limit: 100 });
      return items.map(({ ruleName, values, why }) => ({ ruleName, values, why }));
    };
    expect(await records(late)).toEqual(await records(daily));
  });

  it('lets no rule fire where the next does not come near', async () => {
    const at = await started(ALONE, RULES);
    for (const index of DAYS.keys()) if (index > 0) await at.evaluate(index);
    expect(await at.fired()).toEqual(['close 1']);
  });

  it('is told to be unconfirmed by who asks, to rules that turn on it alone', async () => {
    const { check } = await started(CONFIRMED, RULES);
    const held = { lower: 'unconfirmed', upper: 'unconfirmed', crossing: 'unconfirmed' };
    expect(await check(WICK)).toMatchObject(held);
    expect(await check(WICK)).toMatchObject(held);
    expect((await check(WICK))['close']).not.toBe('unconfirmed');
  });

  it('is judged at once where the rest of a condition decides', async () => {
    const { evaluate, fired } = await started(CONFIRMED, {
      any: { any: [above(25), CLOSE] },
      all: { all: [above(25), { op: '<', left: 'close', right: 0.01 }] },
    });
    await evaluate(WICK);
    expect(await fired()).toEqual(['any 1']);
  });

  it('is held beside what is unknown for another reason', async () => {
    const unknown = { op: '>', left: { ml: 'vol', at: '1d' }, right: 1 };
    const { evaluate, fired } = await started(CONFIRMED, { any: { any: [unknown, above(25)] } });
    await evaluate(WICK);
    await evaluate(WICK + 1);
    expect(await fired()).toEqual([`any ${WICK}`]);
  });

  it.each([49, 50, 51])('is judged in a long backlog, as the bar %i of it', async (nth) => {
    const sessions = sessionsBetween(FROM, '2026-11-25');
    const at = await started(CONFIRMED, { lower: above(25) }, sessions[FIRST + WICK - nth]!.closeAt);
    await at.evaluate(DAYS.length - 1);
    expect(await at.fired()).toEqual([`lower ${WICK}`]);
  });

  it('waits over a halt for the bar that settles it, and later bars wait with it', async () => {
    const bars = changed(
      (bar, before) => wick(bar, 1.3, before),
      (bar, before) => halted(bar, before),
      (bar, before) => wick(bar, 1.27, before),
    );
    const { evaluate, check, fired } = await started(bars, { lower: above(25), close: CLOSE });
    await evaluate(WICK);
    await evaluate(WICK + 1);
    expect(await fired()).toEqual(['close 1']);
    expect(await check(WICK + 1)).toEqual({ lower: 'unconfirmed', close: 'halted' });
    await evaluate(WICK + 2);
    expect(await fired()).toEqual(['close 1', `lower ${WICK}`]);
  });

  it('is not made up to a rule that is resumed after it', async () => {
    const at = await started(CONFIRMED, { lower: above(25) });
    await at.evaluate(WICK);
    const address = { tenant: 'local', id: at.ids['lower']! };
    await pauseRule(at.deps, address);
    await resumeRule(at.deps, address);
    for (const index of DAYS.keys()) if (index > WICK) await at.evaluate(index);
    expect(await at.fired()).toEqual([]);
  });

  it('is judged by another worker that has read the rule before it was held', async () => {
    const at = await started(CONFIRMED, { lower: above(25) });
    await at.evaluate(WICK - 1);
    const before = await at.stores.instances.ofSeries(KEY);
    await at.evaluate(WICK);
    at.marketClock.set(day(WICK + 1));
    let reads = 0;
    const ofSeries: typeof at.deps.instances.ofSeries = async (key) =>
      (reads += 1) === 1 ? before : at.deps.instances.ofSeries(key);
    const behind = { ...at.deps.cursors, read: async () => day(WICK - 1) };
    const deps = { ...at.deps, instances: { ...at.deps.instances, ofSeries }, cursors: behind };
    await evaluateSeries(deps, KEY);
    await at.evaluate(WICK + 2);
    expect(await at.fired()).toEqual([`lower ${WICK}`]);
  });
});

import { checkAlerts } from '../../../lib/app/checkAlerts';
import { evaluateSeries } from '../../../lib/app/evaluateSeries';
import { createRule } from '../../../lib/app/rules';
import type { RawBar } from '../../../lib/market/bar';
import { sessionsBetween } from '../../../lib/market/calendar/sessionsBetween';
import { bring } from '../../support/ownBars';
import { walkBars, world } from '../../support/world';

const SYMBOL = 'DEMO.A';
const KEY = { series: SYMBOL, interval: '1d' } as const;
const QUESTION = { tenant: 'local', symbol: SYMBOL, interval: '1d' } as const;
const DAYS = sessionsBetween('2026-11-02', '2026-11-25');
const CALM = walkBars('2026-02-02', '2026-11-25', 5);
const FIRST = CALM.length - DAYS.length;
const day = (index: number) => DAYS[index]!.closeAt;

/** The day of the jump, after two calm ones; a move of a fifth lets the rule fire. */
const JUMP = 3;
const ruleOn = (
  when: object = { op: '>', left: { abs: { pct: ['close', { lag: ['close', 1] }] } }, right: 20 },
) => ({
  dsl: '1',
  name: 'leaps',
  targets: { symbols: [SYMBOL] },
  interval: '1d',
  when,
});

const shifted = (bar: RawBar, by: number): RawBar => ({
  ...bar,
  open: bar.open * by,
  high: bar.high * by,
  low: bar.low * by,
  close: bar.close * by,
});

/** Calm bars, of which those from the jump on are what `change` makes of them. */
const jumping = (change: (bar: RawBar, after: number) => RawBar): readonly RawBar[] =>
  CALM.map((bar, place) => (place < FIRST + JUMP ? bar : change(bar, place - FIRST - JUMP)));

/** The level stays: the bar of the jump opens where the one before closed. */
const STAYS = jumping((bar, after) => {
  const { open, low } = after === 0 ? bar : shifted(bar, 1.5);
  return { ...shifted(bar, 1.5), open, low };
});
const REVERSED = jumping((bar, after) => (after === 0 ? shifted(bar, 1.5) : bar));
const GAP = (volume: number) =>
  jumping((bar, after) => ({ ...shifted(bar, 1.5), volume: after === 0 ? volume * bar.volume : bar.volume }));

async function started(bars: readonly RawBar[], rule = ruleOn()) {
  const at = world({ bars: { [SYMBOL]: bars }, marketNow: day(0) });
  await createRule(at.deps, { tenant: 'local', body: rule });
  const fired = async () =>
    (await at.stores.alerts.list({ tenant: 'local', limit: 100 })).items.map(({ barClosedAt }) =>
      DAYS.findIndex(({ closeAt }) => closeAt === barClosedAt),
    );
  const evaluate = (index: number) => {
    at.marketClock.set(day(index));
    return evaluateSeries(at.deps, KEY);
  };
  const check = async (index: number) => {
    at.marketClock.set(day(index));
    const { outcomes, alerts } = await checkAlerts(at.deps, QUESTION);
    return { told: outcomes.map(({ fired: isFired, why }) => [isFired, why]), alerts };
  };
  return { ...at, fired, evaluate, check };
}

describe('a bar whose close has jumped', () => {
  it('is judged once the next is there, once, and the alert is of its own', async () => {
    const { evaluate, fired, stores } = await started(STAYS);
    expect(await evaluate(JUMP)).toEqual({ bars: JUMP - 1, fired: 0 });
    expect(await stores.cursors.read(SYMBOL, '1d')).toBe(day(JUMP - 1));
    expect(await evaluate(JUMP)).toEqual({ bars: 0, fired: 0 });
    expect(await evaluate(JUMP + 1)).toEqual({ bars: 2, fired: 1 });
    expect(await stores.cursors.read(SYMBOL, '1d')).toBe(day(JUMP + 1));
    expect(await evaluate(JUMP + 1)).toEqual({ bars: 0, fired: 0 });
    const { items } = await stores.alerts.list({ tenant: 'local', limit: 9 });
    const bar = STAYS[FIRST + JUMP]!;
    expect(items).toMatchObject([{ barClosedAt: day(JUMP), barStartAt: bar.startAt, close: bar.close }]);
    await evaluate(JUMP + 9);
    expect(await fired()).toEqual([JUMP]);
  });

  it('is told to be unconfirmed by who asks, and what it did as soon as the next is there', async () => {
    const { check, fired } = await started(STAYS);
    expect(await check(JUMP - 1)).toEqual({ told: [[false, 'noMatch']], alerts: [] });
    expect(await check(JUMP)).toEqual({ told: [[false, 'unconfirmed']], alerts: [] });
    expect(await fired()).toEqual([]);
    const { told, alerts } = await check(JUMP + 1);
    expect(told).toEqual([[false, 'noMatch']]);
    expect(alerts.map(({ alert }) => alert.barClosedAt)).toEqual([day(JUMP)]);
    expect(await check(JUMP + 1)).toEqual({ told: [[false, 'unchanged']], alerts: [] });
    expect(await fired()).toEqual([JUMP]);
  });

  it('is told of with the alerts of bars before it, where nobody asked earlier', async () => {
    const anyMove = { op: '>', left: 'close', right: 1 };
    const { check } = await started(STAYS, ruleOn(anyMove));
    const { told, alerts } = await check(JUMP);
    expect(told).toEqual([[false, 'unconfirmed']]);
    expect(alerts.map(({ alert }) => alert.barClosedAt)).toEqual([day(1)]);
  });

  it.each(['evaluate', 'check'] as const)('fires on neither way where it went back (%s)', async (how) => {
    const at = await started(REVERSED);
    for (const [index] of DAYS.entries()) if (index > 0) await at[how](index);
    expect(await at.fired()).toEqual([]);
    expect(await at.stores.cursors.read(SYMBOL, '1d')).toBe(
      how === 'evaluate' ? day(DAYS.length - 1) : undefined,
    );
  });

  it('is no bar for the next, where it went back: who compares with it is told so', async () => {
    const { evaluate, check } = await started(REVERSED);
    await evaluate(JUMP);
    expect(await check(JUMP + 1)).toMatchObject({ told: [[false, 'unconfirmed']] });
    expect(await check(JUMP + 2)).toMatchObject({ told: [[false, 'noMatch']] });
  });

  it('is told to be halted by who asks, where nothing is traded', async () => {
    const bars = jumping((bar, after) => {
      if (after > 1) return bar;
      const { close } = CALM[FIRST + JUMP - 1]!;
      return { ...bar, open: close, high: close, low: close, close, volume: 0 };
    });
    const { check } = await started(bars);
    expect(await check(JUMP)).toEqual({ told: [[false, 'halted']], alerts: [] });
    const { evaluate, check: checkAfter } = await started(bars);
    await evaluate(JUMP + 1);
    expect(await checkAfter(JUMP + 1)).toEqual({ told: [[false, 'halted']], alerts: [] });
  });

  it.each([
    ['at once where it gapped on four times the volume', 8, [JUMP]],
    ['a bar later where it gapped on less', 1, []],
  ])('fires %s', async (_name, volume, expected) => {
    const { evaluate, fired } = await started(GAP(volume));
    await evaluate(JUMP);
    expect(await fired()).toEqual(expected);
    await evaluate(JUMP + 1);
    expect(await fired()).toEqual([JUMP]);
  });

  it('is judged at once where a tenant has brought it', async () => {
    const at = await started(CALM);
    const body = { ...ruleOn(), targets: { symbols: ['OWN'] } };
    const brought = (through: number) => {
      at.clock.set(day(through) + 60_000);
      return bring(at.deps, { tenant: 'local', symbol: 'OWN' }, REVERSED.slice(0, FIRST + through + 1));
    };
    await brought(JUMP - 1);
    await createRule(at.deps, { tenant: 'local', body });
    await brought(JUMP);
    expect(await evaluateSeries(at.deps, { series: 'local/OWN', interval: '1d' })).toEqual({
      bars: 1,
      fired: 1,
    });
    expect(await at.fired()).toEqual([JUMP]);
  });

  it.each([49, 50, 51])('is judged in a long backlog, as the bar %i of it', async (nth) => {
    const sessions = sessionsBetween('2026-02-02', '2026-11-25');
    const at = world({ bars: { [SYMBOL]: STAYS }, marketNow: sessions[FIRST + JUMP - nth]!.closeAt });
    await createRule(at.deps, { tenant: 'local', body: ruleOn() });
    at.marketClock.set(day(DAYS.length - 1));
    const bars = nth + DAYS.length - 1 - JUMP;
    expect(await evaluateSeries(at.deps, KEY)).toEqual({ bars, fired: 1 });
    const { items } = await at.stores.alerts.list({ tenant: 'local', limit: 9 });
    expect(items).toMatchObject([{ barClosedAt: day(JUMP) }]);
  });
});

it('bars that the store holds from before a hole have no say', async () => {
  const risen = { op: 'moves_up', left: 'close', by: { pct: 50 }, within: '12bars' };
  const at = world({ bars: { [SYMBOL]: CALM.slice(FIRST - 3) }, marketNow: day(0) });
  const stray = CALM[FIRST - 11]!;
  const closedAt = sessionsBetween('2026-02-02', '2026-11-25')[FIRST - 11]!.closeAt;
  const bar = { ...shifted(stray, 0.1), closedAt, source: 'stray', quality: [] };
  await at.deps.bars.putFirst(SYMBOL, '1d', [bar]);
  await createRule(at.deps, { tenant: 'local', body: ruleOn(risen) });
  at.marketClock.set(day(2));
  expect(await evaluateSeries(at.deps, KEY)).toEqual({ bars: 2, fired: 0 });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkAlerts } from '../../lib/app/checkAlerts';
import { evaluateSeries } from '../../lib/app/evaluateSeries';
import { pauseRule, resumeRule } from '../../lib/app/pauseRule';
import { readRule } from '../../lib/app/readRules';
import { createRule, removeRule, replaceRule } from '../../lib/app/rules';
import { sweep } from '../../lib/app/sweep';
import { createWatchlist, replaceWatchlist } from '../../lib/app/watchlists';
import { sessionsBetween } from '../../lib/market/calendar/sessionsBetween';
import { isProblem } from '../../lib/problems';
import { bring, flatBar, MONDAY, SESSIONS } from '../support/ownBars';
import { world } from '../support/world';

// A thousand histories: a busy machine needs more than the usual five seconds.
jest.setTimeout(180_000);

const HISTORIES = 1_000;
const SEED = 20_261_102;

const TENANTS = ['acme', 'acme-2'] as const;
const OWN = ['DESK', 'FUND'] as const;
const FEED = 'SPY';
const LEVELS = [100, 102] as const;
const HOUR_MS = 3_600_000;

/** The replay that goes on beside: a session of 2008 for each of the present, at prices of its own. */
const REPLAYED = sessionsBetween('2008-09-02', '2008-10-31');
const replayedPrice = (day: number): number => (day % 3 === 0 ? 101 : 99);
const FEED_BARS = REPLAYED.map(({ date }, day) => ({
  ...flatBar(0, replayedPrice(day)),
  startAt: Date.parse(`${date}T00:00:00Z`),
}));

type Tenant = (typeof TENANTS)[number];

type Step = {
  readonly act: (typeof ACTS)[number];
  readonly tenant: Tenant;
  readonly symbol: (typeof OWN)[number];
  /** Sessions, counted back from the last that has closed. */
  readonly back: number;
  readonly prices: readonly number[];
  readonly pick: number;
};

const ACTS = [
  ...(['day', 'day', 'day', 'day', 'day', 'day', 'sweep', 'sweep', 'sweep', 'sweep'] as const),
  ...(['import', 'import', 'import', 'import', 'import', 'import', 'import', 'import'] as const),
  ...(['write', 'write', 'check', 'pause', 'resume', 'resume', 'rearm', 'remove', 'list', 'list'] as const),
] as const;

const step: fc.Arbitrary<Step> = fc.record({
  act: fc.constantFrom(...ACTS),
  tenant: fc.constantFrom(...TENANTS),
  symbol: fc.constantFrom('DESK', 'DESK', 'DESK', 'FUND'),
  back: fc.nat(4),
  prices: fc.array(fc.constantFrom(99, 101, 103), { minLength: 1, maxLength: 5 }),
  pick: fc.nat(1_000),
});

const histories = fc.array(step, { minLength: 15, maxLength: 30, size: 'max' });

/** A rule on one symbol as the oracle knows it: nothing but closes, in the order in which they are told. */
type Watch = { through: number; holds: boolean };

const firing = ({ tenant, id, arming }: Known, symbol: string, closedAt: number): string =>
  [tenant, id, arming, symbol, closedAt].join(' ');

type Known = {
  readonly tenant: Tenant;
  id: string;
  level: number;
  arming: number;
  readonly list: boolean;
  symbols: readonly string[];
  paused: boolean;
  gone: boolean;
  readonly watches: Map<string, Watch>;
};

function played() {
  const at = world({ bars: { [FEED]: FEED_BARS }, marketNow: REPLAYED[0]!.closeAt });
  let day = MONDAY - 1;
  const rules: Known[] = [];
  const bars = new Map<string, Map<number, number>>();
  const lists = new Map<Tenant, { id: string; symbols: readonly string[] }>();
  const expected = new Set<string>();
  const told = { late: 0 };

  const barsOf = (tenant: Tenant, symbol: string) => {
    const key = symbol === FEED ? FEED : `${tenant}/${symbol}`;
    if (!bars.has(key)) bars.set(key, new Map());
    return bars.get(key)!;
  };
  const nowOf = (symbol: string) => (symbol === FEED ? at.marketClock.now() : at.clock.now());

  /** Every close of a symbol that a rule has not been told of and that followed on the last it was told. */
  const judge = (rule: Known, symbol: string): void => {
    const watch = rule.watches.get(symbol);
    if (watch === undefined || rule.paused || rule.gone) return;
    const now = nowOf(symbol);
    const closes = [...barsOf(rule.tenant, symbol)].sort(([a], [b]) => a - b);
    for (const [closedAt, price] of closes) {
      if (closedAt <= watch.through || closedAt > now) continue;
      const holds = price > rule.level;
      if (holds && !watch.holds) expected.add(firing(rule, symbol, closedAt));
      Object.assign(watch, { holds, through: closedAt });
      if (symbol !== FEED) told.late += Number(now - closedAt > 24 * HOUR_MS);
    }
  };
  const judgeAll = (of: (rule: Known) => boolean, symbols: readonly string[]) => {
    for (const rule of rules.filter(of)) for (const symbol of symbols) judge(rule, symbol);
  };
  const watch = (rule: Known, symbols: readonly string[]) => {
    rule.symbols = symbols;
    for (const symbol of rule.watches.keys()) if (!symbols.includes(symbol)) rule.watches.delete(symbol);
    for (const symbol of symbols) {
      const now = nowOf(symbol);
      if (!rule.watches.has(symbol)) rule.watches.set(symbol, { through: now, holds: false });
    }
  };
  const bodyOf = ({ level, list, symbols, tenant }: Known) => ({
    dsl: '1',
    name: 'above',
    targets: list ? { watchlist: lists.get(tenant)!.id } : { symbols },
    interval: '1d',
    when: { op: '>', left: 'close', right: level },
  });
  const picked = ({ tenant, pick }: Step): Known | undefined => {
    const mine = rules.filter((rule) => rule.tenant === tenant && !rule.gone);
    return mine[pick % Math.max(1, mine.length)];
  };
  const addressOf = ({ tenant, id }: Known) => ({ tenant, id });
  const listOf = async (tenant: Tenant) => {
    const known = lists.get(tenant);
    if (known) return known;
    const { id } = await createWatchlist(at.deps, { tenant, name: 'list', symbols: [FEED] });
    const made = { id, symbols: [FEED] as readonly string[] };
    lists.set(tenant, made);
    return made;
  };

  const acts: Readonly<Record<Step['act'], (step: Step) => Promise<void>>> = {
    async day({ pick }) {
      day += 1;
      at.clock.set(SESSIONS[day]!.closeAt + HOUR_MS * (pick % 5));
      at.marketClock.set(REPLAYED[day - MONDAY + 1]!.closeAt);
      barsOf('acme', FEED).set(REPLAYED[day - MONDAY + 1]!.closeAt, replayedPrice(day - MONDAY + 1));
    },
    async import({ tenant, symbol, back, prices }) {
      const first = day - back;
      const brought = prices.slice(0, back + 1).map((price, place) => ({ session: first + place, price }));
      await bring(
        at.deps,
        { tenant, symbol },
        brought.map(({ session, price }) => flatBar(session, price)),
      );
      const mine = barsOf(tenant, symbol);
      for (const { session, price } of brought) {
        const { closeAt } = SESSIONS[session]!;
        if (!mine.has(closeAt)) mine.set(closeAt, price);
      }
    },
    async sweep() {
      await sweep(at.deps);
      for (const key of at.stores.evaluateQueue.take(100)) await evaluateSeries(at.deps, key);
      judgeAll(() => true, [FEED, ...OWN]);
    },
    async check({ tenant, symbol, pick }) {
      const asked = pick % 4 === 0 ? FEED : symbol;
      const ask = () => checkAlerts(at.deps, { tenant, symbol: asked, interval: '1d' });
      if (asked !== FEED && barsOf(tenant, asked).size === 0) {
        await assert.rejects(ask, (error) => isProblem(error, 'SYMBOL_UNKNOWN'));
        return;
      }
      await ask();
      judgeAll((rule) => rule.tenant === tenant, [asked]);
      const again = await ask();
      assert.deepEqual(again.alerts, []);
      assert.ok(again.outcomes.every(({ fired, why }) => !fired && ['unchanged', 'paused'].includes(why)));
    },
    async write({ tenant, symbol, pick }) {
      const list = pick % 7 < 3;
      const level = LEVELS[pick % 2]!;
      const named = pick % 5 === 0 ? [symbol, FEED] : [symbol];
      const symbols = list ? (await listOf(tenant)).symbols : named;
      const made: Known = {
        ...{ tenant, id: '', level, arming: 1, list, symbols, paused: false, gone: false },
        watches: new Map(),
      };
      const { stored } = await createRule(at.deps, { tenant, body: bodyOf(made) });
      made.id = stored.id;
      watch(made, symbols);
      rules.push(made);
    },
    async pause(step) {
      const rule = picked(step);
      if (rule === undefined) return;
      await pauseRule(at.deps, addressOf(rule));
      rule.paused = true;
    },
    async resume(step) {
      const rule = picked(step);
      if (rule === undefined) return;
      await resumeRule(at.deps, addressOf(rule));
      if (rule.paused)
        for (const [symbol, known] of rule.watches) known.through = Math.max(known.through, nowOf(symbol));
      rule.paused = false;
    },
    async rearm(step) {
      const rule = picked(step);
      if (rule === undefined) return;
      const { stored } = await readRule(at.deps, addressOf(rule));
      rule.level = rule.level === LEVELS[0] ? LEVELS[1] : LEVELS[0];
      const edit = { ...addressOf(rule), expectedVersion: stored.version, body: bodyOf(rule) };
      rule.arming = (await replaceRule(at.deps, edit)).stored.arming;
      rule.watches.clear();
      watch(rule, rule.symbols);
    },
    async remove(step) {
      const rule = picked(step);
      if (rule === undefined) return;
      const { stored } = await readRule(at.deps, addressOf(rule));
      await removeRule(at.deps, { ...addressOf(rule), expectedVersion: stored.version });
      rule.gone = true;
    },
    async list({ tenant, pick }) {
      const list = await listOf(tenant);
      list.symbols = [FEED, ...OWN].filter((_, place) => (pick + 1) & (1 << place));
      if (list.symbols.length === 0) list.symbols = [...OWN];
      await replaceWatchlist(at.deps, { tenant, id: list.id, name: 'list', symbols: list.symbols });
      for (const rule of rules) if (rule.list && rule.tenant === tenant) watch(rule, list.symbols);
    },
  };

  const recorded = async () => {
    const found: string[] = [];
    for (const tenant of TENANTS) {
      const { items } = await at.stores.alerts.list({ tenant, limit: 1_000 });
      for (const { ruleId, ruleVersion, symbol, barClosedAt, series } of items) {
        assert.ok(series === symbol || series === `${tenant}/${symbol}`);
        found.push(`${tenant} ${ruleId} ${armingAt(ruleId, ruleVersion)} ${symbol} ${barClosedAt}`);
      }
    }
    return found.sort();
  };
  const armings = new Map<string, Map<number, number>>();
  const armingAt = (ruleId: string, version: number): number => armings.get(ruleId)?.get(version) ?? 1;
  /** Which arming each version of a rule had, to tell alerts of one bar apart. */
  const note = async () => {
    for (const rule of rules.filter(({ gone }) => !gone)) {
      const { stored, states } = await readRule(at.deps, addressOf(rule));
      armings.set(rule.id, (armings.get(rule.id) ?? new Map()).set(stored.version, stored.arming));
      assert.deepEqual(states.map(({ symbol }) => symbol).sort(), [...rule.watches.keys()].sort());
    }
  };
  const take = async (step: Step) => {
    await acts[step.act](step);
    await note();
  };
  return { take, recorded, expected, told, finish: () => acts.sweep({} as Step) };
}

test('in 1,000 histories of two tenants who import, write rules and sweep, what fires is what an oracle says', async () => {
  const all = { fired: 0, late: 0, own: 0 };
  const isRight = fc.asyncProperty(histories, async (steps) => {
    const at = played();
    const begins = { act: 'write', symbol: 'DESK', back: 0, prices: [], pick: 4 } as const;
    for (const tenant of TENANTS) await at.take({ ...begins, tenant });
    for (const each of steps) await at.take(each);
    await at.finish();
    const recorded = await at.recorded();
    assert.deepEqual(recorded, [...at.expected].sort());
    all.fired += recorded.length;
    all.own += recorded.filter((one) => !one.includes(FEED)).length;
    all.late += at.told.late;
  });
  await fc.assert(isRight, { seed: SEED, numRuns: HISTORIES });
  // None of what the histories are about is rare in them.
  expect(all.own).toBeGreaterThan(HISTORIES);
  expect(all.late).toBeGreaterThan(HISTORIES);
  expect(all.fired).toBeGreaterThan(all.own);
});

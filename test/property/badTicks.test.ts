import { simulatedMarketData } from '../../lib/adapters/simulator/simulatedMarketData';
import { memoryMarketData } from '../../lib/adapters/memory/memoryMarketData';
import { memorySplitFeed } from '../../lib/adapters/memory/memorySplitFeed';
import { isMarketNotice } from '../../lib/alerts/marketNotice';
import { evaluateSeries } from '../../lib/app/evaluateSeries';
import { createRule } from '../../lib/app/rules';
import type { CleanBars, RawBar } from '../../lib/market/bar';
import { sessionsBetween } from '../../lib/market/calendar/sessionsBetween';
import { cleanBars } from '../../lib/market/cleanBars';
import { type CredibleBars, credibleBars } from '../../lib/market/credibleBars';
import { moveScale, returnSigma } from '../../lib/market/returnSigma';
import { SIMULATED_SYMBOLS } from '../../lib/market/simulated';
import { compileRule } from '../../lib/rules/compileRule';
import type { Cond } from '../../lib/rules/rule';
import { BAD_TICKS, fatTailedBars } from '../support/badTicks';
import { firstBars } from '../support/madeBars';
import type { Firing, Standing } from '../support/playedBars';
import { armedAt, believed, playOn } from '../support/playedBars';
import { ruleOf } from '../support/series';
import { seededRandom, world } from '../support/world';

// Many thousands of bars are judged.
jest.setTimeout(120_000);

/** Rules on closes and on single prints that a move of so many per cent within a few bars lets fire. */
const conditions = (pct: number): readonly Cond[] => [
  { op: 'moves_up', left: 'close', by: { pct }, within: '3bars' },
  { op: 'moves_down', left: 'close', by: { pct }, within: '3bars' },
  { op: 'crosses', left: 'close', right: { mul: [{ lag: ['close', 10] }, 1 + pct / 100] } },
  { op: '>', left: 'high', right: { mul: [{ lag: ['close', 1] }, 1 + pct / 100] } },
  { op: '<', left: 'low', right: { mul: [{ lag: ['close', 1] }, 1 - pct / 100] } },
];

/** Bars before the one that is judged: 61 are believed, and rules look back on ten of the rest. */
const BEFORE = 79;
/** A move of so many σ and more has to be confirmed. */
const JUMP_SIGMAS = 8;

/** So long a tick may let a rule fire, its own bar included. */
const BARS_SPOILED = 4;

type Played = '5min' | '1d';

/** What says which bars are judged on. */
type Layer = (bars: CleanBars) => CredibleBars;

type Untouched = {
  readonly bars: CleanBars;
  /** Where judging stood before each bar. */
  readonly standings: readonly Standing[];
  readonly fired: readonly Firing[];
};

const clean = (of: Pick<CleanBars, 'symbol' | 'interval'>, bars: readonly RawBar[]): CleanBars =>
  cleanBars({ ...of, source: 'played', bars, knownAt: Number.POSITIVE_INFINITY }).clean;

/**
 * What lies within 8 σ is a move like others. Of five minutes that is 1 % and more; of a day 12 % and more, so that a
 * tick of 5 % lets daily rules fire that ask for less.
 */
const PCT = { '5min': 1, '1d': 12 };
const rulesOf = (interval: Played, pct = PCT[interval]) =>
  conditions(pct).map((when) => compileRule(ruleOf(when, { interval })));

const RULES = { '5min': rulesOf('5min'), '1d': rulesOf('1d') };
const rulesFor = ({ interval }: CleanBars) => RULES[interval as Played];

/** Bar by bar, each judged on the bars before it as they were known then. */
function live(bars: CleanBars) {
  const rules = rulesFor(bars);
  const standings: Standing[] = [];
  const fired: Firing[] = [];
  let standing = armedAt(rules, bars.bars[BEFORE]!.closedAt);
  for (let at = BEFORE + 1; at < bars.bars.length; at += 1) {
    standings[at] = standing;
    const known = { ...bars, bars: bars.bars.slice(at - BEFORE, at + 1) };
    const played = playOn(rules, credibleBars(known), standing);
    fired.push(...played.fired);
    standing = played.standing;
  }
  return { standings, fired };
}

const untouched = (bars: CleanBars): Untouched => ({ bars, ...live(bars) });

/** Bars of every simulated share up to an instant, by its name. */
async function simulated(upTo: number): Promise<readonly CleanBars[]> {
  const nobody = { bars: () => Promise.reject(new Error('not simulated')) };
  const source = simulatedMarketData(nobody, 7);
  return Promise.all(
    SIMULATED_SYMBOLS.map(async (symbol) => {
      const of = { symbol, interval: '5min' } as const;
      return clean(of, (await source.bars({ ...of, upTo })).bars);
    }),
  );
}

const walks = (): readonly Untouched[] =>
  [1, 2, 3, 4, 5, 6].map((seed) =>
    untouched(
      clean({ symbol: `FAT.${seed}`, interval: '1d' }, fatTailedBars(seed, '2021-01-04', '2022-06-30')),
    ),
  );

const isSame = (one: Firing) => (other: Firing) =>
  one.rule === other.rule && one.barClosedAt === other.barClosedAt;

/** What a run fired that another has not, and what it has not that the other fired. */
const difference = (run: readonly Firing[], other: readonly Firing[]) => ({
  more: run.filter((firing) => !other.some(isSame(firing))),
  fewer: other.filter((firing) => !run.some(isSame(firing))),
});

/** Judges rows from a place on as they become known: two one by one, and the rest at once. */
function playFrom(series: Untouched, rows: readonly RawBar[], at: number, layer: Layer): readonly Firing[] {
  const known = clean(series.bars, rows);
  const closes = [at, at + 1, at + BARS_SPOILED].map((place) => series.bars.bars[place]!.closedAt);
  let standing = series.standings[at]!;
  return closes.flatMap((upTo) => {
    const count = known.bars.filter(({ closedAt }) => closedAt <= upTo).length;
    if (known.bars[count - 1]!.closedAt <= standing.after) return [];
    const played = playOn(rulesFor(series.bars), layer(firstBars(known, count)), standing);
    standing = played.standing;
    return played.fired;
  });
}

/**
 * Whether a tick let a rule fire: `putOff` where the rule fires a bar or two later than without it, since the bar on
 * which it would have is not judged.
 */
function reachOf(
  series: Untouched,
  at: number,
  spoil: (bar: RawBar) => RawBar,
  layer: Layer,
): 'none' | 'putOff' | 'reached' {
  const rows: RawBar[] = series.bars.bars.slice(at - BEFORE, at + BARS_SPOILED + 1);
  rows[BEFORE] = spoil(rows[BEFORE]!);
  const through = series.bars.bars[at + BARS_SPOILED - 1]!.closedAt;
  const isNear = ({ barClosedAt }: Firing) =>
    barClosedAt >= series.bars.bars[at]!.closedAt && barClosedAt <= through;
  const { more, fewer } = difference(
    playFrom(series, rows, at, layer).filter(isNear),
    series.fired.filter(isNear),
  );
  if (more.length === 0) return 'none';
  const isPutOff = more.every(({ rule, barClosedAt }) =>
    fewer.some((without) => without.rule === rule && without.barClosedAt < barClosedAt),
  );
  return isPutOff ? 'putOff' : 'reached';
}

const KINDS = Object.values(BAD_TICKS);

/** So many ticks, one at a time: each 5 to 90 % up or down, of each kind in turn. */
function planted(
  all: readonly Untouched[],
  count: number,
  random: () => number,
  layer: Layer = credibleBars,
) {
  const told = { none: 0, putOff: 0, reached: 0 };
  for (let tick = 0; tick < count; tick += 1) {
    const series = all[Math.floor(random() * all.length)]!;
    const at = BEFORE + 1 + Math.floor(random() * (series.bars.bars.length - BEFORE - 1 - BARS_SPOILED));
    const size = 0.05 + 0.85 * random();
    const by = random() < 0.5 ? 1 + size : 1 - size;
    const spoil = KINDS[tick % KINDS.length]!;
    told[reachOf(series, at, (bar) => spoil(bar, by), layer)] += 1;
  }
  return told;
}

/** The row before a place, and two from there on at another level: a gap at the open, or within the bar. */
function movedRows(
  { bars: { bars: rows } }: Untouched,
  at: number,
  by: number,
  isGap: boolean,
): readonly RawBar[] {
  const [first, ...later] = rows.slice(at, at + 2).map((row) => BAD_TICKS['the whole bar'](row, by));
  const { open } = isGap ? first! : rows[at]!;
  const moved = { ...first!, open, high: Math.max(first!.high, open), low: Math.min(first!.low, open) };
  return [...rows.slice(at - BEFORE, at), moved, ...later];
}

type Move = {
  readonly series: Untouched;
  readonly at: number;
  /** The bars before it, its own, and the one after. */
  readonly rows: readonly RawBar[];
  /** A level between both. */
  readonly right: number;
};

/** A move to a level that stays, of 8 σ to 40 %. */
function moveOf(series: Untouched, at: number, random: () => number): Move {
  const { bars, interval } = series.bars;
  const [before, bar] = [bars[at - 1]!, bars[at]!];
  const least = JUMP_SIGMAS * returnSigma(bars, at)! * moveScale(interval, before, bar);
  const size = least + Math.max(0, Math.log(1.4) - least) * random();
  const rows = movedRows(series, at, Math.exp(random() < 0.5 ? size : -size), random() < 0.5);
  return { series, at, rows, right: Math.sqrt(before.close * rows[BEFORE]!.close) };
}

/** When a rule tells of a move: the close of the newest bar known then. */
function toldOf({ series, at, rows, right }: Move): number | undefined {
  const { bars, interval } = series.bars;
  const [before, bar] = [bars[at - 1]!, bars[at]!];
  const rule = [compileRule(ruleOf({ op: 'crosses', left: 'close', right }, { interval }))];
  const known = clean(series.bars, rows);
  let standing = armedAt(rule, before.closedAt);
  for (const count of [known.bars.length - 1, known.bars.length]) {
    const played = playOn(rule, credibleBars(firstBars(known, count)), standing);
    const firing = played.fired.find(({ barClosedAt }) => barClosedAt === bar.closedAt);
    if (firing) return firing.toldAt;
    standing = played.standing;
  }
  return undefined;
}

/** As `toldOf`, in an installation whose feed of splits answers that there was none. */
async function toldInAnInstallation({ series, at, rows, right }: Move): Promise<number | undefined> {
  const { bars, symbol, interval } = series.bars;
  const { deps, marketClock, stores } = world({ bars: {}, marketNow: bars[at - 1]!.closedAt });
  const fed = {
    ...deps,
    splitFeed: memorySplitFeed({}),
    marketData: memoryMarketData([{ symbol, interval, bars: rows }]),
  };
  const when = { op: 'crosses', left: 'close', right };
  const body = { dsl: '1', name: 'moves', targets: { symbols: [symbol] }, interval, when };
  await createRule(fed, { tenant: 'local', body });
  for (const { closedAt } of bars.slice(at, at + 2)) {
    marketClock.set(closedAt);
    await evaluateSeries(fed, { series: symbol, interval });
    const { items } = await stores.alerts.list({ tenant: 'local', limit: 50 });
    if (items.some((alert) => !isMarketNotice(alert) && alert.barClosedAt === bars[at]!.closedAt))
      return closedAt;
  }
  return undefined;
}

/** So many moves, one at a time. */
async function moved(
  all: readonly Untouched[],
  count: number,
  random: () => number,
  toldAtOf: (move: Move) => number | undefined | Promise<number | undefined> = toldOf,
) {
  const told = { atOnce: 0, aBarLater: 0, never: 0 };
  for (let move = 0; move < count; move += 1) {
    const series = all[Math.floor(random() * all.length)]!;
    const at = BEFORE + 1 + Math.floor(random() * (series.bars.bars.length - BEFORE - 2));
    const toldAt = await toldAtOf(moveOf(series, at, random));
    const isAtOnce = toldAt === series.bars.bars[at]!.closedAt;
    told[toldAt === undefined ? 'never' : isAtOnce ? 'atOnce' : 'aBarLater'] += 1;
  }
  return told;
}

describe('ten thousand bad ticks and five thousand moves', () => {
  let minutes: readonly Untouched[] = [];
  let days: readonly Untouched[] = [];
  beforeAll(async () => {
    minutes = (await simulated(Date.UTC(2022, 0, 12))).map(untouched);
    days = walks();
  });

  it('are told apart: at most a tick in a thousand lets a rule fire', () => {
    const random = seededRandom(11);
    const ofMinutes = planted(minutes, 7_000, random);
    const ofDays = planted(days, 3_000, random);
    expect(ofMinutes.reached + ofDays.reached).toBeLessThanOrEqual(10);
    // Some have to change something: a crossing is seen a bar later where the one on which it came is gone.
    expect(ofMinutes.putOff + ofDays.putOff).toBeGreaterThan(0);
    expect(ofMinutes.putOff + ofDays.putOff).toBeLessThanOrEqual(200);
  });

  it('would reach rules if nobody doubted a bar', () => {
    const random = seededRandom(11);
    expect(planted(days, 240, random, believed).reached).toBeGreaterThan(60);
  });

  it('are told apart: at least 99 moves in a hundred are told, by the close of the next bar', async () => {
    const random = seededRandom(12);
    const ofMinutes = await moved(minutes, 3_500, random);
    const ofDays = await moved(days, 1_500, random, toldInAnInstallation);
    expect(ofMinutes.never + ofDays.never).toBeLessThanOrEqual(50);
    // Nearly all have to be confirmed.
    expect(ofMinutes.atOnce + ofDays.atOnce).toBeLessThanOrEqual(100);
  });

  it('lose nearly nothing of what rules tell of bars that nobody has touched', async () => {
    const rules = rulesOf('5min', 1.25);
    const firings = (bars: CleanBars, layer: Layer) =>
      playOn(rules, layer(bars), armedAt(rules, bars.bars[BEFORE]!.closedAt)).fired;
    let [all, lost] = [0, 0];
    for (const bars of await simulated(Date.UTC(2022, 2, 1))) {
      const undoubted = firings(bars, believed);
      all += undoubted.length;
      lost += difference(firings(bars, credibleBars), undoubted).fewer.length;
    }
    expect(all).toBeGreaterThan(300);
    expect(lost / all).toBeLessThanOrEqual(0.01);
  });
});

describe('rules that are played without a store', () => {
  it.each([1, 2, 3])('fire as in an installation, with ticks among the bars (walk %i)', async (seed) => {
    const symbol = `FAT.${seed}`;
    const random = seededRandom(seed);
    const rows = fatTailedBars(seed, '2021-01-04', '2021-09-30').map((row, place) => {
      if (place % 9 !== 5) return row;
      const by = random() < 0.5 ? 0.6 : 1.5;
      return KINDS[Math.floor(random() * KINDS.length)]!(row, by);
    });
    const sessions = sessionsBetween('2021-01-04', '2021-09-30');
    const at = world({ bars: { [symbol]: rows }, marketNow: sessions[BEFORE]!.closeAt });
    for (const [place, when] of conditions(2).entries())
      await createRule(at.deps, {
        tenant: 'local',
        body: { dsl: '1', name: `${place}`, targets: { symbols: [symbol] }, interval: '1d', when },
      });
    const rules = rulesOf('1d', 2);
    let standing = armedAt(rules, sessions[BEFORE]!.closeAt);
    const fired: Firing[] = [];
    for (const [place, { closeAt }] of sessions.entries()) {
      if (place <= BEFORE) continue;
      at.marketClock.set(closeAt);
      await evaluateSeries(at.deps, { series: symbol, interval: '1d' });
      const known = clean({ symbol, interval: '1d' }, rows.slice(0, place + 1));
      const played = playOn(rules, credibleBars(known), standing);
      fired.push(...played.fired);
      standing = played.standing;
    }
    const { items } = await at.stores.alerts.list({ tenant: 'local', limit: 1_000 });
    const told = items.map(({ ruleName, barClosedAt }) => `${ruleName} ${barClosedAt}`);
    expect(told.sort()).toEqual(fired.map(({ rule, barClosedAt }) => `${rule} ${barClosedAt}`).sort());
    expect(fired.length).toBeGreaterThan(20);
    expect(credibleBars(clean({ symbol, interval: '1d' }, rows)).withheld.size).toBeGreaterThan(1);
  });
});

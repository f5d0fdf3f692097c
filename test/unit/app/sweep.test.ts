import { evaluateSeries } from '../../../lib/app/evaluateSeries';
import { createRule } from '../../../lib/app/rules';
import { sweep } from '../../../lib/app/sweep';
import { sessionsBetween } from '../../../lib/market/calendar/sessionsBetween';
import { sessionOn } from '../../../lib/market/calendar/sessionOn';
import type { RawBar } from '../../../lib/market/bar';
import type { MarketData } from '../../../lib/ports/MarketData';
import { walkBars, world } from '../../support/world';

const SYMBOLS = ['A', 'B', 'C', 'D'];
const BARS = Object.fromEntries(
  SYMBOLS.map((symbol, seed) => [symbol, walkBars('2023-06-01', '2024-03-01', seed)]),
);
const closeOf = (date: string) => sessionOn(date)!.closeAt;

/** Four symbols, with one rule on the first and four on the last, and a source that may be asked so often. */
async function started(callsLeft: number) {
  const at = world({ bars: BARS, marketNow: closeOf('2024-01-05') });
  for (const [place, symbol] of SYMBOLS.entries())
    for (let rule = 0; rule <= place; rule += 1)
      await createRule(at.deps, {
        tenant: 'local',
        body: {
          dsl: '1',
          name: `${symbol} ${rule}`,
          targets: { symbols: [symbol] },
          interval: '1d',
          when: { op: '>', left: 'close', right: 1e6 },
        },
      });
  at.marketClock.set(closeOf('2024-01-08'));
  /** What an evaluation leaves of a series whose bars are all there. */
  const judge = async (series: string) => {
    const now = at.marketClock.now();
    for (const instance of await at.stores.instances.ofSeries({ series, interval: '1d' })) {
      const state = { ...instance.state, lastBar: now };
      await at.stores.instances.put(
        { ...instance, state, stateVersion: instance.stateVersion + 1 },
        instance.stateVersion,
      );
    }
    await at.deps.cursors.advance(series, '1d', await at.deps.cursors.read(series, '1d'), now);
  };
  const asked: number[] = [];
  const callBudget = {
    callsLeft: async () => {
      asked.push(callsLeft);
      return callsLeft;
    },
  };
  const run = async () => {
    const swept = await sweep({ ...at.deps, callBudget });
    const queued = at.stores.evaluateQueue.take(10).map(({ series }) => series);
    for (const series of queued) await judge(series);
    return { swept, queued: queued.join('') };
  };
  return { ...at, run, judge, asked };
}

describe('a sweep', () => {
  it('queues all that is due where its source may be asked for all of it', async () => {
    const { run } = await started(4);
    const { swept, queued } = await run();
    expect(swept).toEqual({ series: 4, queued: 4, waiting: 0 });
    expect([...queued].sort().join('')).toBe('ABCD');
  });

  it('queues those with the most rules first where it may not, and each in turn', async () => {
    const { run, marketClock, asked } = await started(1);
    expect(await run()).toEqual({ swept: { series: 4, queued: 1, waiting: 3 }, queued: 'D' });
    for (const expected of ['C', 'B', 'A']) expect((await run()).queued).toBe(expected);
    expect(await run()).toEqual({ swept: { series: 4, queued: 0, waiting: 0 }, queued: '' });
    // Nobody is asked how much is left where nothing is due.
    expect(asked).toHaveLength(4);
    marketClock.set(closeOf('2024-01-09'));
    expect((await run()).queued).toBe('D');
    // Three sweeps later the lightest would wait too long behind others.
    marketClock.advance(3 * 60_000);
    expect((await run()).queued).toBe('C');
  });

  it('goes on where nothing may be asked, and says what waits', async () => {
    const { run, deps } = await started(0);
    const lines: unknown[] = [];
    expect(await run()).toEqual({ swept: { series: 4, queued: 0, waiting: 4 }, queued: '' });
    deps.log.info = (message, fields) => void lines.push([message, fields]);
    await run();
    expect(lines).toEqual([['sweep', { series: 4, queued: 0, waiting: 4 }]]);
  });

  /** Sweeps of which those on some symbols come to nothing; how often each was queued. */
  async function queuedIn(sweeps: number, perSweep: number, failing: readonly string[]) {
    const { deps, stores, judge } = await started(perSweep);
    const callBudget = { callsLeft: async () => perSweep };
    const times: Record<string, number[]> = { A: [], B: [], C: [], D: [] };
    for (let round = 0; round < sweeps; round += 1) {
      await sweep({ ...deps, callBudget });
      for (const { series } of stores.evaluateQueue.take(10)) {
        times[series]!.push(round);
        if (!failing.includes(series)) await judge(series);
      }
    }
    return times;
  }

  it('pauses longer and longer with what is queued in vain, and holds nobody else up', async () => {
    const times = await queuedIn(70, 2, ['A', 'B', 'C']);
    expect(times['D']).toEqual([0]);
    for (const symbol of ['A', 'B', 'C']) {
      const pauses = times[symbol]!.slice(1).map((round, place) => round - times[symbol]![place]!);
      expect(pauses).toEqual([1, 2, 4, 8, 16, 32].slice(0, pauses.length));
      expect(pauses.length).toBeGreaterThanOrEqual(5);
    }
  });

  it('comes to a series that was never judged, however many others have more rules', async () => {
    const at = await started(1);
    const callBudget = { callsLeft: async () => 1 };
    const queued: string[] = [];
    for (const { closeAt } of sessionsBetween('2024-01-09', '2024-01-25')) {
      at.marketClock.set(closeAt);
      await sweep({ ...at.deps, callBudget });
      for (const { series } of at.stores.evaluateQueue.take(10)) {
        queued.push(series);
        await at.judge(series);
      }
    }
    for (const [place] of queued.slice(0, 8).entries())
      expect([...new Set(queued.slice(place, place + 4))].sort()).toEqual(SYMBOLS);
  });

  /** Sweeps at the close of each session after all were judged, with a source that serves nothing from then on. */
  async function queuedDaily(callsLeft: number, sweepsADay: number) {
    const at = await started(4);
    await at.run();
    const callBudget = { callsLeft: async () => callsLeft };
    const queued: string[] = [];
    for (const { closeAt } of sessionsBetween('2024-01-09', '2024-01-19')) {
      at.marketClock.set(closeAt);
      const names: string[] = [];
      for (let round = 0; round < sweepsADay; round += 1) {
        await sweep({ ...at.deps, callBudget });
        names.push(...at.stores.evaluateQueue.take(10).map(({ series }) => series));
      }
      queued.push(names.sort().join(''));
    }
    return queued;
  }

  it('queues each series once when more than three bars are late, though nobody may be asked', async () => {
    expect(await queuedDaily(0, 3)).toEqual(['', '', '', 'ABCD', '', '', '', '']);
  });

  it('queues a series that pauses as soon as more than three bars are late', async () => {
    // By its pauses alone it would be queued in the 1st, 2nd, 4th, 8th and 16th sweep: none of them on the fourth day.
    expect(await queuedDaily(4, 3)).toEqual(['AABBCCDD', 'ABCD', 'ABCD', 'ABCD', '', '', '', '']);
    // Where it is queued then anyway, that is enough.
    expect(await queuedDaily(4, 1)).toEqual(['ABCD', 'ABCD', '', 'ABCD', '', '', '', 'ABCD']);
  });

  /** A series whose newest bar jumps, and sweeps whose evaluation is real; which of them queue it. */
  async function held() {
    const days = sessionsBetween('2024-01-08', '2024-01-31').map(({ closeAt }) => closeAt);
    const leap = (bar: RawBar, by: number) => ({ ...bar, high: bar.high * by, close: bar.close * by });
    const jumpAt = Date.parse('2024-01-10');
    const bars = BARS['A']!.map((bar) => (bar.startAt === jumpAt ? leap(bar, 1.5) : bar));
    const at = world({ bars: { A: bars }, marketNow: days[0]! });
    const when = { op: '>', left: 'close', right: 1e6 };
    const body = { dsl: '1', name: 'never', targets: { symbols: ['A'] }, interval: '1d', when };
    await createRule(at.deps, { tenant: 'local', body });
    const late = { bars: () => Promise.resolve({ source: 'late', bars: [] }) };
    const queuedIn = async (closeAt: number, sweeps: number, marketData: MarketData = at.deps.marketData) => {
      at.marketClock.set(closeAt);
      const deps = { ...at.deps, marketData, callBudget: { callsLeft: async () => 1 } };
      const rounds: number[] = [];
      for (let round = 0; round < sweeps; round += 1) {
        await sweep(deps);
        for (const key of at.stores.evaluateQueue.take(9)) {
          rounds.push(round);
          await evaluateSeries(deps, key);
        }
      }
      return rounds;
    };
    expect(await queuedIn(days[1]!, 3)).toEqual([0]);
    return { queuedIn, days, late, cursor: () => at.stores.cursors.read('A', '1d') };
  }

  it('pauses anew where the bar that would confirm it is late, and comes back with each that closes', async () => {
    const { queuedIn, days, late, cursor } = await held();
    await queuedIn(days[2]!, 40);
    expect(await queuedIn(days[3]!, 20, late)).toEqual([0, 1, 3, 7, 15]);
    expect(await queuedIn(days[4]!, 5, late)).toEqual([0, 1, 3]);
    expect(await queuedIn(days[4]!, 9)).toEqual([2]);
    expect(await cursor()).toBe(days[4]);
  });

  it('pauses on where the newest bar that stands is judged, whatever closes', async () => {
    const { queuedIn, days, late, cursor } = await held();
    expect(await cursor()).toBe(days[1]);
    expect(await queuedIn(days[2]!, 9, late)).toEqual([0, 1, 3, 7]);
    expect(await queuedIn(days[3]!, 9, late)).toEqual([6]);
  });
});

import { createRule } from '../../../lib/app/rules';
import { sweep } from '../../../lib/app/sweep';
import { sessionOn } from '../../../lib/market/calendar/sessionOn';
import { walkBars, world } from '../../support/world';

const SYMBOLS = ['A', 'B', 'C', 'D'];
const BARS = Object.fromEntries(
  SYMBOLS.map((symbol, seed) => [symbol, walkBars('2023-06-01', '2024-03-01', seed)]),
);
const closeOf = (date: string) => sessionOn(date)!.closeAt;

/** Four symbols, with one rule on the first and four on the last, and a source that may be asked so often. */
async function started(callsLeft: number) {
  const at = world({ bars: BARS, marketNow: closeOf('2024-01-08') });
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
    for (const series of queued)
      await at.deps.cursors.advance(
        series,
        '1d',
        await at.deps.cursors.read(series, '1d'),
        at.marketClock.now(),
      );
    return { swept, queued: queued.join('') };
  };
  return { ...at, run, asked };
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
});

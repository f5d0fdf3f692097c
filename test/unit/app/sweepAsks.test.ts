import type { Deps } from '../../../lib/app/deps';
import { evaluateSeries } from '../../../lib/app/evaluateSeries';
import { pauseRule, resumeRule } from '../../../lib/app/pauseRule';
import { createRule } from '../../../lib/app/rules';
import { sweep } from '../../../lib/app/sweep';
import { sweepNotes } from '../../../lib/app/sweepNotes';
import type { RawBar } from '../../../lib/market/bar';
import { sessionOn } from '../../../lib/market/calendar/sessionOn';
import { scaledBar } from '../../../lib/market/rebasedBars';
import type { MarketData } from '../../../lib/ports/MarketData';
import { isProblem, Problem } from '../../../lib/problems';
import { Crash } from '../../support/faults';
import { subscriptionOf } from '../../support/subscriptions';
import { walkBars, world } from '../../support/world';

const SYMBOL = 'ACME';
const BARS = walkBars('2023-06-01', '2024-03-01', 5);
const MINUTE_MS = 60_000;
const closeOf = (date: string) => sessionOn(date)!.closeAt;
/** A Friday, the Saturday after it, and the sessions that follow. */
const [FRIDAY, SATURDAY] = [closeOf('2024-01-12'), Date.parse('2024-01-13T15:00:00Z')];
const [TUESDAY, WEDNESDAY, THURSDAY] = [closeOf('2024-01-16'), closeOf('2024-01-17'), closeOf('2024-01-18')];
/** Without end, and as many as a free key has. */
const BUDGETS = [Number.POSITIVE_INFINITY, 25];

const ALWAYS = { op: '>', left: 'close', right: 0.01 };
const LEAPS = { op: '>', left: { pct: ['close', { lag: ['close', 1] }] }, right: 40 };

/** A price that goes up by half in one session, and stays there. */
const leapt = (date: string): readonly RawBar[] =>
  BARS.map((bar) => {
    const place = Math.sign(bar.startAt - Date.parse(date));
    if (place > 0) return scaledBar(bar, 1.5);
    return place < 0 ? bar : { ...bar, high: bar.high * 1.5, close: bar.close * 1.5 };
  });

/** Bars of one symbol whose source tells how often it is asked, rules on them, and sweeps. */
function watching(bars: readonly RawBar[], callsLeft: number, now: number) {
  const at = world({ bars: { [SYMBOL]: bars }, marketNow: now });
  let asked = 0;
  let isDown = false;
  let left = callsLeft;
  const marketData: MarketData = {
    bars: async (query) => {
      asked += 1;
      if (isDown) throw new Problem('MARKET_UNAVAILABLE', 'The source is down.');
      return at.deps.marketData.bars(query);
    },
  };
  let deps: Deps = { ...at.deps, marketData, callBudget: { callsLeft: async () => left } };
  const write = async (when: object = ALWAYS) => {
    const body = { dsl: '1', name: 'under test', targets: { symbols: [SYMBOL] }, interval: '1d', when };
    const { stored } = await createRule(deps, { tenant: 'local', body });
    asked = 0;
    return stored.id;
  };
  /** Sweeps a minute apart from an instant to another, with what they queue, and how often they made the source be asked. */
  const sweeps = async (from: number, to: number, evaluating: Partial<Deps> = {}) => {
    asked = 0;
    let queued = 0;
    for (let now = from; now <= to; now += MINUTE_MS) {
      at.marketClock.set(now);
      await sweep(deps);
      for (const key of at.stores.evaluateQueue.take(9)) {
        queued += 1;
        await evaluateSeries({ ...deps, ...evaluating }, key).catch((error: unknown) => {
          if (!(error instanceof Crash) && !isProblem(error, 'MARKET_UNAVAILABLE')) throw error;
        });
      }
    }
    return { queued, asked };
  };
  const alerts = async () => (await at.stores.alerts.list({ tenant: 'local', limit: 99 })).items.toReversed();
  return {
    ...at,
    deps,
    write,
    sweeps,
    /** The bars on which a rule has fired, or of which a notice was given. */
    told: async () => (await alerts()).map(({ event, barClosedAt }) => [event, barClosedAt]),
    alerts,
    goDown: (thenLeft: number) => void ([isDown, left] = [true, thenLeft]),
    restart: () => void (deps = { ...deps, sweepNotes: sweepNotes() }),
  };
}

const NOTHING = { queued: 0, asked: 0 };
const ONCE = { queued: 1, asked: 1 };
/** The first time also for the history. */
const FIRST = { queued: 1, asked: 2 };

describe.each(BUDGETS)('a source that may be asked %d times', (callsLeft) => {
  it.each([
    ['on a Saturday', SATURDAY],
    ['ten minutes after the close', FRIDAY + 10 * MINUTE_MS],
  ])(
    'is not asked for a rule that is written %s before the next bar closes, and then at once',
    async (_when, now) => {
      const at = watching(BARS, callsLeft, now);
      await at.write();
      expect(await at.sweeps(now, now + 300 * MINUTE_MS)).toEqual(NOTHING);
      at.restart();
      expect(await at.sweeps(TUESDAY - 60 * MINUTE_MS, TUESDAY - 1)).toEqual(NOTHING);
      expect(await at.sweeps(TUESDAY, TUESDAY + 60 * MINUTE_MS)).toEqual(FIRST);
      expect(await at.told()).toEqual([['fired', TUESDAY]]);
    },
  );

  it('is not asked for a series that has rules again before the next bar closes', async () => {
    const at = watching(BARS, callsLeft, SATURDAY);
    await at.deps.cursors.advance(SYMBOL, '1d', undefined, closeOf('2023-11-01'));
    await at.write();
    expect(await at.sweeps(SATURDAY, SATURDAY + 60 * MINUTE_MS)).toEqual(NOTHING);
    expect(await at.sweeps(TUESDAY, TUESDAY + 60 * MINUTE_MS)).toEqual(FIRST);
    expect(await at.told()).toEqual([['fired', TUESDAY]]);
  });

  it('is not asked for a rule that is paused, and for one that is resumed when the next bar closes', async () => {
    const at = watching(BARS, callsLeft, FRIDAY);
    const id = await at.write();
    await pauseRule(at.deps, { tenant: 'local', id });
    expect(await at.sweeps(TUESDAY, TUESDAY + 60 * MINUTE_MS)).toEqual(NOTHING);
    await resumeRule(at.deps, { tenant: 'local', id });
    expect(await at.sweeps(TUESDAY + 60 * MINUTE_MS, TUESDAY + 120 * MINUTE_MS)).toEqual(NOTHING);
    expect(await at.sweeps(WEDNESDAY, WEDNESDAY)).toEqual(FIRST);
    expect(await at.told()).toEqual([['fired', WEDNESDAY]]);
  });

  it('is asked once for a bar that waits for the next, and again when that closes, also after a restart', async () => {
    const at = watching(leapt('2024-01-17'), callsLeft, FRIDAY);
    await at.write(LEAPS);
    expect(await at.sweeps(TUESDAY, TUESDAY + 5 * MINUTE_MS)).toEqual(FIRST);
    // A worker may have died over it: it is looked at again, later and later, and nobody is asked.
    expect(await at.sweeps(WEDNESDAY, WEDNESDAY + 59 * MINUTE_MS)).toEqual({ queued: 6, asked: 1 });
    at.restart();
    expect((await at.sweeps(WEDNESDAY + 60 * MINUTE_MS, THURSDAY - 1)).asked).toBe(0);
    expect(await at.told()).toEqual([]);
    expect(await at.sweeps(THURSDAY, THURSDAY + 60 * MINUTE_MS)).toEqual(ONCE);
    expect(await at.told()).toEqual([['fired', WEDNESDAY]]);
  });

  it('is not asked again for a bar over which a worker has died', async () => {
    const at = watching(BARS, callsLeft, FRIDAY);
    await at.write();
    const dying = { alerts: { ...at.deps.alerts, record: () => Promise.reject(new Crash()) } };
    expect(await at.sweeps(TUESDAY, TUESDAY, dying)).toEqual(FIRST);
    expect(await at.sweeps(TUESDAY + MINUTE_MS, TUESDAY + 60 * MINUTE_MS)).toEqual({ queued: 1, asked: 0 });
    expect(await at.told()).toEqual([['fired', TUESDAY]]);
  });

  it.each([callsLeft, 0])(
    'that is down after a bar that waits is told of when more than three are late since: %d calls left',
    async (left) => {
      const at = watching(leapt('2024-01-17'), callsLeft, FRIDAY);
      await at.stores.subscriptions.put(subscriptionOf({ tenant: 'local', state: 'confirmed' }));
      await at.write();
      await at.sweeps(TUESDAY, TUESDAY);
      await at.sweeps(WEDNESDAY, WEDNESDAY);
      at.goDown(left);
      const before = [['fired', TUESDAY]];
      for (const date of ['2024-01-18', '2024-01-19', '2024-01-22']) {
        await at.sweeps(closeOf(date), closeOf(date) + 60 * MINUTE_MS);
        expect(await at.told()).toEqual(before);
      }
      await at.sweeps(closeOf('2024-01-23'), closeOf('2024-01-23'));
      expect(await at.told()).toEqual([...before, ['noData', WEDNESDAY]]);
      expect((await at.alerts()).at(-1)!.why.sentence).toMatch(/^No new 1d bar of ACME since 2024-01-17 /);
    },
  );
});

import { checkAlerts } from '../../../lib/app/checkAlerts';
import { evaluateSeries } from '../../../lib/app/evaluateSeries';
import { projectRule } from '../../../lib/app/projectRule';
import { reconcile } from '../../../lib/app/reconcile';
import { createRule, removeRule, replaceRule } from '../../../lib/app/rules';
import { sessionsBetween } from '../../../lib/market/calendar/sessionsBetween';
import { Problem } from '../../../lib/problems';
import { settle } from '../../support/drain';
import { Crash } from '../../support/faults';
import { mortal } from '../../support/mortal';
import { WALL_START, walkBars, world } from '../../support/world';

const SYMBOL = 'DEMO.A';
const KEY = { series: SYMBOL, interval: '1d' } as const;
const BARS = walkBars('2019-01-02', '2022-03-01', 5);
const DAYS = sessionsBetween('2020-06-01', '2022-02-25');
const CLOSES = new Map(BARS.map((bar) => [bar.startAt, bar.close]));
const day = (index: number) => DAYS[index]!.closeAt;
const startOf = (index: number) => Date.parse(`${DAYS[index]!.date}T00:00:00Z`);
const isRise = (index: number) => CLOSES.get(startOf(index))! > CLOSES.get(startOf(index - 1))!;
const RULE = {
  dsl: '1',
  name: 'rises',
  targets: { symbols: [SYMBOL] },
  interval: '1d',
  when: { op: '>', left: 'close', right: { lag: ['close', 1] } },
};

/** Closes of the days after `armed` on which the rule begins to hold, from the bars alone. */
const firings = (armed: number, through: number): number[] =>
  DAYS.flatMap((_, index) => {
    if (index <= armed || index > through || !isRise(index)) return [];
    return index === armed + 1 || !isRise(index - 1) ? [day(index)] : [];
  });

const empty = () => world({ bars: { [SYMBOL]: BARS }, marketNow: day(0) });

async function started() {
  const at = empty();
  const { stored } = await createRule(at.deps, { tenant: 'local', body: RULE });
  return { ...at, ruleId: stored.id };
}

type World = ReturnType<typeof empty>;

const noteOf = ({ stores, ruleId }: Awaited<ReturnType<typeof started>>) =>
  stores.reprojections.note(
    { tenant: 'local', kind: 'rule', id: ruleId },
    { symbols: [SYMBOL], intervals: ['1d'] },
    { name: 'dead', since: 1 },
  );

async function firedOn(at: World, tenant = 'local'): Promise<number[]> {
  const dates: number[] = [];
  let after: string | undefined;
  do {
    const page = await at.stores.alerts.list({ tenant, limit: 100, ...(after !== undefined && { after }) });
    dates.push(...page.items.map((alert) => alert.barClosedAt));
    after = page.next;
  } while (after !== undefined);
  return dates.reverse();
}

describe('a long outage', () => {
  it('is caught up bar by bar, however many bars it took', async () => {
    const at = await started();
    at.marketClock.set(day(1));
    await evaluateSeries(at.deps, KEY);
    at.marketClock.set(day(DAYS.length - 1));
    expect(DAYS.length).toBeGreaterThan(400);
    await evaluateSeries(at.deps, KEY);
    expect(await firedOn(at)).toEqual(firings(0, DAYS.length - 1));
  });
});

describe('a rule whose creator died', () => {
  it('is judged on every bar since it was armed, however late the reconciler comes', async () => {
    const whole = mortal(empty().deps, undefined);
    await createRule(whole.deps, { tenant: 'local', body: RULE });
    const projected = whole.writes.indexOf('instances.put') + 1;
    expect(projected).toBeGreaterThan(0);
    const at = empty();
    await createRule(at.deps, { tenant: 'local-2', body: RULE });
    const worker = mortal(at.deps, { call: projected, when: 'before' });
    await expect(
      createRule(worker.deps as World['deps'], { tenant: 'local', body: RULE }),
    ).rejects.toBeInstanceOf(Crash);
    for (let index = 1; index <= 5; index += 1) {
      at.marketClock.set(day(index));
      await evaluateSeries(at.deps, KEY);
    }
    at.clock.advance(120_000);
    await reconcile(at.deps);
    at.marketClock.set(day(6));
    await evaluateSeries(at.deps, KEY);
    expect(await firedOn(at)).toEqual(firings(0, 6));
    expect(await firedOn(at, 'local-2')).toEqual(firings(0, 6));
  });
});

describe('POST /v1/alert beside a sweep', () => {
  it('invents nothing when the sweep moves on between its reads', async () => {
    const at = await started();
    // Two rises in a row: the first fires, and a state from before it would fire on the second.
    const second = DAYS.findIndex((_, k) => k > 4 && isRise(k) && isRise(k - 1) && !isRise(k - 2));
    at.marketClock.set(day(second - 2));
    await evaluateSeries(at.deps, KEY);
    at.marketClock.set(day(second));
    let met = false;
    const instances: World['deps']['instances'] = {
      ...at.deps.instances,
      ofSeries: async (key) => {
        const standing = await at.deps.instances.ofSeries(key);
        if (!met) {
          met = true;
          await evaluateSeries(at.deps, KEY);
        }
        return standing;
      },
    };
    await checkAlerts({ ...at.deps, instances }, { tenant: 'local', symbol: SYMBOL, interval: '1d' });
    expect(await firedOn(at)).toEqual(firings(0, second));
  });
});

describe('an edit during a sweep', () => {
  it('of the name alone does not make a second alert of one firing', async () => {
    const at = await started();
    const first = firings(0, 10)[0]!;
    at.marketClock.set(first);
    let met = false;
    const instances: World['deps']['instances'] = {
      ...at.deps.instances,
      put: async (instance, expected) => {
        if (!met && instance.state.firings > 0) {
          met = true;
          const body = { ...RULE, name: 'renamed' };
          await replaceRule(at.deps, { tenant: 'local', id: at.ruleId, expectedVersion: 1, body });
        }
        return at.deps.instances.put(instance, expected);
      },
    };
    await evaluateSeries({ ...at.deps, instances }, KEY);
    expect(met).toBe(true);
    expect(await firedOn(at)).toEqual([first]);
    expect(await at.stores.cursors.read(SYMBOL, '1d')).toBe(first);
    expect((await at.stores.instances.ofSeries(KEY))[0]).toMatchObject({
      ruleVersion: 2,
      state: { firings: 1 },
    });
  });

  it('that deletes the rule leaves nothing that could fire', async () => {
    const at = await started();
    const note = await noteOf(at);
    let met = false;
    const instances: World['deps']['instances'] = {
      ...at.deps.instances,
      // As if nothing stood yet, so that there is something to write.
      ofRule: async (...asked) => (met ? at.deps.instances.ofRule(...asked) : []),
      put: async (instance, expected) => {
        if (!met) {
          met = true;
          await removeRule(at.deps, { tenant: 'local', id: at.ruleId, expectedVersion: 1 });
          return at.deps.instances.put(instance, undefined);
        }
        return at.deps.instances.put(instance, expected);
      },
    };
    await projectRule({ ...at.deps, instances }, note);
    expect(await at.stores.instances.ofSeries(KEY)).toEqual([]);
  });

  it('that was projected already is not undone by a slower one', async () => {
    const at = await started();
    const old = (await at.stores.rules.get('local', at.ruleId))!;
    await replaceRule(at.deps, {
      tenant: 'local',
      id: at.ruleId,
      expectedVersion: 1,
      body: { ...RULE, name: 'new' },
    });
    let reads = 0;
    const rules: World['deps']['rules'] = {
      ...at.deps.rules,
      get: async (tenant, id) => {
        reads += 1;
        return reads === 1 ? old : at.deps.rules.get(tenant, id);
      },
    };
    await projectRule({ ...at.deps, rules }, await noteOf(at));
    const [instance] = await at.stores.instances.ofSeries(KEY);
    expect(instance).toMatchObject({ ruleVersion: 2, rule: { name: 'new' } });
  });
});

describe('one broken item', () => {
  it('of one tenant holds the cursor, and the rules of others are judged all the same', async () => {
    const at = await started();
    await createRule(at.deps, { tenant: 'local-2', body: RULE });
    const subscriptions: World['deps']['subscriptions'] = {
      ...at.deps.subscriptions,
      list: async (tenant) => {
        if (tenant === 'local') throw new Problem('STORE_UNAVAILABLE', 'The table is down.');
        return at.deps.subscriptions.list(tenant);
      },
    };
    const through = 8;
    at.marketClock.set(day(through));
    const broken = evaluateSeries({ ...at.deps, subscriptions }, KEY);
    await expect(broken).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(await firedOn(at, 'local-2')).toEqual(firings(0, through));
    await evaluateSeries(at.deps, KEY);
    expect(await firedOn(at, 'local')).toEqual(firings(0, through));
    expect(await firedOn(at, 'local-2')).toEqual(firings(0, through));
    expect(await at.stores.cursors.read(SYMBOL, '1d')).toBe(day(through));
  });

  it('does not keep the reconciler from the others', async () => {
    const at = await started();
    await noteOf(at);
    const request = { tenant: 'local', symbol: SYMBOL, interval: '1d', horizon: '1d', model: 'naive' };
    const job = {
      id: 'job_lost',
      tenant: 'local',
      status: 'queued',
      request,
      createdAt: WALL_START,
      updatedAt: WALL_START - 3_600_000,
    } as const;
    await at.stores.jobs.put(job);
    const instances = { ...at.deps.instances, ofRule: async () => [], put: async () => false };
    await expect(reconcile({ ...at.deps, instances })).rejects.toMatchObject({ code: 'STORE_CONFLICT' });
    expect(at.stores.trainQueue.messages).toEqual([{ tenant: 'local', jobId: 'job_lost' }]);
  });
});

describe('a paused rule', () => {
  it('is passed over by sweeps', async () => {
    const at = await started();
    const [instance] = await at.stores.instances.ofSeries(KEY);
    await at.stores.instances.put(
      { ...instance!, paused: true, stateVersion: instance!.stateVersion + 1 },
      instance!.stateVersion,
    );
    at.marketClock.set(day(9));
    await evaluateSeries(at.deps, KEY);
    await settle(at, 1);
    expect(await firedOn(at)).toEqual([]);
  });
});

describe('a rule that leaves a symbol and comes back while a worker judges it', () => {
  it('stands as it was written last: what the worker held of it is gone', async () => {
    const OTHER = 'DEMO.B';
    const at = world({ bars: { [SYMBOL]: BARS, [OTHER]: BARS }, marketNow: day(0) });
    const { stored } = await createRule(at.deps, { tenant: 'local', body: RULE });
    const address = { tenant: 'local', id: stored.id };
    const edited = { ...RULE, when: { op: '>', left: 'close', right: 999_999 } };
    const { put } = at.stores.instances;
    const edits = async () => {
      at.stores.instances.put = put;
      at.clock.advance(5);
      const away = { ...RULE, targets: { symbols: [OTHER] } };
      await replaceRule(at.deps, { ...address, expectedVersion: 1, body: away });
      at.clock.advance(5);
      await replaceRule(at.deps, { ...address, expectedVersion: 2, body: edited });
    };
    at.stores.instances.put = async (instance, expected) => {
      await edits();
      return put(instance, expected);
    };
    at.marketClock.set(day(DAYS.findIndex((_, index) => index > 0 && isRise(index))));
    await evaluateSeries(at.deps, KEY);
    const [instance] = await at.stores.instances.ofRule('local', stored.id, [KEY]);
    expect(instance).toMatchObject({ ruleVersion: 3, arming: 3, rule: { when: { right: 999_999 } } });
  });
});

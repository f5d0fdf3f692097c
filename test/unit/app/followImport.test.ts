import { createRule } from '../../../lib/app/rules';
import { reconcile } from '../../../lib/app/reconcile';
import type { Deps } from '../../../lib/app/deps';
import { settle } from '../../support/drain';
import { Crash } from '../../support/faults';
import type { Death } from '../../support/mortal';
import { mortal } from '../../support/mortal';
import { bring, flatBar, MONDAY, SESSIONS } from '../../support/ownBars';
import { world } from '../../support/world';

const TENANT = { tenant: 'local' };
const DESK = { ...TENANT, symbol: 'DESK' };
const OWN = { series: 'local/DESK', interval: '1d' } as const;
const PLAIN = { series: 'DESK', interval: '1d' } as const;
const BARS = [99, 101, 99, 101].map((price, day) => flatBar(MONDAY + day, price));
const FIRED = [MONDAY + 1, MONDAY + 3].map((session) => SESSIONS[session]!.closeAt);

const RULE = {
  dsl: '1',
  name: 'above 100',
  targets: { symbols: ['DESK'] },
  interval: '1d',
  when: { op: '>', left: 'close', right: 100 },
};

const write = (deps: Deps, more: object = {}) => createRule(deps, { ...TENANT, body: { ...RULE, ...more } });

function installed() {
  const at = world({ bars: {}, marketNow: Date.UTC(2008, 8, 12) });
  const standing = async (key: typeof OWN | typeof PLAIN) =>
    (await at.stores.instances.ofSeries(key)).map(({ ruleId }) => ruleId).sort();
  const fired = async () => {
    const { items } = await at.stores.alerts.list({ ...TENANT, limit: 100 });
    return items.map(({ barClosedAt }) => barClosedAt).sort();
  };
  return { ...at, standing, fired, toFriday: () => at.clock.set(SESSIONS[MONDAY + 4]!.closeAt) };
}

/** A rule waits for an import, which dies; the reconciler comes by, and the import is repeated or not. */
async function imported(death: Death | undefined, isRepeated: boolean) {
  const at = installed();
  const { stored } = await write(at.deps);
  at.toFriday();
  const worker = mortal(at.deps, death);
  const died = await bring(worker.deps, DESK, BARS).then(
    () => false,
    (error: unknown) => {
      if (error instanceof Crash) return true;
      throw error;
    },
  );
  if (isRepeated) await bring(at.deps, DESK, BARS);
  const isWhole = (await at.deps.bars.whole(OWN.series, '1d')) !== undefined;
  await settle(at);
  return { ...at, rule: stored.id, died, isWhole, writes: worker.writes };
}

test.each([true, false])(
  'an import that dies at any write leaves no rule behind (repeated: %s)',
  async (isRepeated) => {
    const whole = await imported(undefined, isRepeated);
    expect([await whole.standing(OWN), await whole.standing(PLAIN)]).toEqual([[whole.rule], []]);
    expect(await whole.fired()).toEqual(FIRED);
    const deaths = whole.writes.flatMap((write, index) =>
      (['before', 'after'] as const).map((when) => ({ write, call: index + 1, when })),
    );
    expect(new Set(whole.writes)).toEqual(
      new Set([
        'reprojections.note',
        'bars.putFirst',
        'bars.widenWhole',
        'instances.put',
        'instances.remove',
        'reprojections.noteUnlessFull',
        'reprojections.clear',
      ]),
    );
    for (const { write, call, when } of deaths) {
      const place = `${when} ${write} (${call})`;
      const run = await imported({ call, when }, isRepeated);
      const expected = run.isWhole ? [[run.rule], [], FIRED] : [[], [run.rule], []];
      const found = [await run.standing(OWN), await run.standing(PLAIN), await run.fired()];
      expect({ place, died: run.died, found }).toEqual({ place, died: true, found: expected });
      if (isRepeated) expect({ place, isWhole: run.isWhole }).toEqual({ place, isWhole: true });
    }
  },
);

test('a rule that is written while its symbol is first imported follows, whatever of both comes first', async () => {
  // The import goes on after as many reads and writes of the rule's writer as there may be, and the other way round.
  for (let turn = 1; turn <= 12; turn += 1) {
    const at = installed();
    at.toFriday();
    let calls = 0;
    let meanwhile: Promise<unknown> | undefined;
    const watched = <Port extends object>(port: Port): Port =>
      new Proxy(port, {
        get(target, name) {
          const member: unknown = Reflect.get(target, name);
          if (typeof member !== 'function') return member;
          return async (...args: unknown[]) => {
            calls += 1;
            if (calls === turn) await (meanwhile = bring(at.deps, DESK, BARS));
            return (member as (...all: unknown[]) => unknown).apply(target, args);
          };
        },
      });
    const { bars, rules, instances, reprojections } = at.deps;
    const deps = {
      ...at.deps,
      bars: watched(bars),
      rules: watched(rules),
      instances: watched(instances),
      reprojections: watched(reprojections),
    };
    const { stored } = await write(deps);
    expect({ turn, came: meanwhile !== undefined }).toEqual({ turn, came: true });
    await settle(at);
    const found = [await at.standing(OWN), await at.standing(PLAIN)];
    expect({ turn, found }).toEqual({ turn, found: [[stored.id], []] });
  }
});

test('of many rules that wait those follow at once for which there is time, and the others with the reconciler', async () => {
  const at = installed();
  for (let count = 0; count < 23; count += 1) await write(at.deps);
  const counts = async () => [(await at.standing(OWN)).length, (await at.standing(PLAIN)).length];
  const other = await write(at.deps, { targets: { symbols: ['ELSE'] } });
  const hourly = await write(at.deps, { interval: '1h' });
  at.toFriday();
  const rules: Deps['rules'] = {
    ...at.deps.rules,
    get: async (tenant, id) => {
      at.clock.advance(300);
      return at.deps.rules.get(tenant, id);
    },
  };
  await bring({ ...at.deps, rules }, DESK, BARS);
  expect(await counts()).toEqual([9, 14]);
  at.clock.advance(120_000);
  await reconcile(at.deps);
  expect(await counts()).toEqual([23, 0]);
  for (const { stored } of [other, hourly]) {
    const key = { series: stored.id === other.stored.id ? 'ELSE' : 'DESK', interval: stored.rule.interval };
    expect(await at.stores.instances.ofRule('local', stored.id, [key])).toHaveLength(1);
  }
});

test('a rule that follows already is left alone by the next import', async () => {
  const at = installed();
  await write(at.deps);
  at.toFriday();
  await bring(at.deps, DESK, BARS.slice(0, 2));
  const before = await at.stores.instances.ofSeries(OWN);
  const worker = mortal(at.deps, undefined);
  await bring(worker.deps, DESK, BARS.slice(2));
  expect(worker.writes).toEqual(['bars.putFirst', 'bars.widenWhole']);
  expect(await at.stores.instances.ofSeries(OWN)).toEqual(before);
});

test('a rule that was written before rules knew wall time is judged from its last write on', async () => {
  const at = installed();
  const { stored } = await write(at.deps);
  const { armedAtWall: _gone, ...old } = stored;
  const updatedAt = SESSIONS[MONDAY + 1]!.closeAt;
  await at.stores.rules.replace({ ...old, version: 2, updatedAt }, 1);
  const [standing] = await at.stores.instances.ofRule('local', stored.id, [PLAIN]);
  await at.stores.instances.remove(standing!);
  at.toFriday();
  await bring(at.deps, DESK, BARS);
  await settle(at);
  expect(await at.fired()).toEqual([FIRED[1]]);
});

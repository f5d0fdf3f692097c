import fc from 'fast-check';
import type { Deps } from '../../lib/app/deps';
import { reconcile } from '../../lib/app/reconcile';
import { createRule, removeRule, replaceRule } from '../../lib/app/rules';
import { createWatchlist, replaceWatchlist } from '../../lib/app/watchlists';
import { isProblem, Problem } from '../../lib/problems';
import { Crash } from '../support/faults';
import { mortal } from '../support/mortal';
import { ruleOn } from '../support/ruleOn';
import { WALL_START, world } from '../support/world';

const TENANT = { tenant: 'local' };
const SYMBOLS = ['A', 'B', 'C', 'D'] as const;
const KEYS = SYMBOLS.map((series) => ({ series, interval: '1d' as const }));

/**
 * How the worker that makes a change fares: well, without a store, beside others who write, out of time, overtaken by
 * the reconciler and then dead, or dying at some write.
 */
type Fate =
  | 'well'
  | 'down'
  | 'contested'
  | 'late'
  | 'overtaken'
  | { readonly diesAt: number; readonly when: 'before' | 'after' };

type Change =
  | { readonly kind: 'list'; readonly symbols: readonly string[]; readonly fate: Fate }
  | { readonly kind: 'retarget'; readonly symbols: readonly string[]; readonly fate: Fate }
  | { readonly kind: 'watch'; readonly fate: Fate }
  | { readonly kind: 'delete'; readonly fate: Fate }
  | { readonly kind: 'reconcile' };

const fate: fc.Arbitrary<Fate> = fc.oneof(
  fc.constantFrom<Fate>('well', 'down', 'contested', 'late', 'overtaken'),
  fc.record({
    diesAt: fc.integer({ min: 1, max: 8 }),
    when: fc.constantFrom('before' as const, 'after' as const),
  }),
);
const symbols = fc.subarray([...SYMBOLS], { minLength: 1 });
const change: fc.Arbitrary<Change> = fc.oneof(
  { arbitrary: fc.record({ kind: fc.constant('list' as const), symbols, fate }), weight: 4 },
  { arbitrary: fc.record({ kind: fc.constant('retarget' as const), symbols, fate }), weight: 2 },
  { arbitrary: fc.record({ kind: fc.constant('watch' as const), fate }), weight: 1 },
  { arbitrary: fc.record({ kind: fc.constant('delete' as const), fate }), weight: 1 },
  { arbitrary: fc.record({ kind: fc.constant('reconcile' as const) }), weight: 1 },
);

/** Between changes: in one go, or longer than a note is left to its writer. */
const WAIT = fc.constantFrom(1, 300_000);

type World = ReturnType<typeof world>;

function faring(at: World, how: Fate): Deps {
  if (how === 'well') return at.deps;
  if (how === 'overtaken') return overtaken(at);
  if (typeof how === 'object') return mortal(at.deps, { call: how.diesAt, when: how.when }).deps;
  const put: Deps['instances']['put'] = async () => {
    if (how === 'down') throw new Problem('STORE_UNAVAILABLE', 'The table is down.');
    return false;
  };
  const get: Deps['rules']['get'] = async (tenant, id) => {
    at.clock.advance(3_000);
    return at.deps.rules.get(tenant, id);
  };
  return how === 'late'
    ? { ...at.deps, rules: { ...at.deps.rules, get } }
    : { ...at.deps, instances: { ...at.deps.instances, put } };
}

/** The reconciler comes by between the note and the change, after which the worker dies. */
function overtaken(at: World): Deps {
  const dying =
    <Given extends unknown[]>(write: (...given: Given) => Promise<void>) =>
    async (...given: Given): Promise<void> => {
      await reconcile(at.deps);
      await write(...given);
      throw new Crash('died after its write');
    };
  const { rules, watchlists } = at.deps;
  return {
    ...at.deps,
    rules: { ...rules, replace: dying(rules.replace), remove: dying(rules.remove) },
    watchlists: { ...watchlists, replace: dying(watchlists.replace) },
  };
}

/** Two rules on a list; changes are made to the list and to one of them. */
async function installed() {
  const at = world({ bars: {}, marketNow: WALL_START });
  const list = await createWatchlist(at.deps, { ...TENANT, name: 'x', symbols: ['A'] });
  const watching = ruleOn({ watchlist: list.id });
  const { stored } = await createRule(at.deps, { ...TENANT, body: watching });
  await createRule(at.deps, { ...TENANT, body: watching });
  const versionNow = async () => (await at.stores.rules.get('local', stored.id))?.version ?? 1;
  const make = async (one: Change): Promise<unknown> => {
    if (one.kind === 'reconcile') {
      at.clock.advance(at.deps.timing.outboxDueMs + 1);
      return reconcile(at.deps);
    }
    const deps = faring(at, one.fate);
    if (one.kind === 'list')
      return replaceWatchlist(deps, { ...TENANT, id: list.id, name: 'x', symbols: one.symbols });
    const address = { ...TENANT, id: stored.id, expectedVersion: await versionNow() };
    if (one.kind === 'delete') return removeRule(deps, address);
    return replaceRule(deps, {
      ...address,
      body: one.kind === 'watch' ? watching : ruleOn({ symbols: one.symbols }),
    });
  };
  return { ...at, listId: list.id, make };
}

/** Where rules stand, and where they should by what is stored. */
async function standing({ stores, listId }: Awaited<ReturnType<typeof installed>>) {
  const list = await stores.watchlists.get('local', listId);
  const { items } = await stores.rules.list('local', 10);
  const wanted = items.flatMap(({ id, version, rule: { targets } }) =>
    ('symbols' in targets ? targets.symbols : (list?.symbols ?? [])).map(
      (symbol) => `${symbol} ${id} v${version}`,
    ),
  );
  const instances = (await Promise.all(KEYS.map((key) => stores.instances.ofSeries(key)))).flat();
  const found = instances.map(({ symbol, ruleId, ruleVersion }) => `${symbol} ${ruleId} v${ruleVersion}`);
  return { wanted: wanted.sort(), found: found.sort() };
}

test('rules stand where they should in the end, whatever became of the changes that brought them there', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(change, WAIT), { minLength: 1, maxLength: 8 }), async (changes) => {
      const at = await installed();
      for (const [one, wait] of changes) {
        at.clock.advance(wait);
        await at.make(one).catch((error: unknown) => {
          if (!(error instanceof Crash) && !isProblem(error)) throw error;
        });
      }
      for (let run = 0; run < 2; run += 1) await at.make({ kind: 'reconcile' });
      const { wanted, found } = await standing(at);
      expect(found).toEqual(wanted);
      expect(await at.stores.reprojections.stale(Infinity, 10)).toEqual([]);
    }),
    { numRuns: 1_000 },
  );
});

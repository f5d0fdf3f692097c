import fc from 'fast-check';
import type { Deps } from '../../lib/app/deps';
import { pauseRule, resumeRule } from '../../lib/app/pauseRule';
import { reconcile } from '../../lib/app/reconcile';
import { createRule, removeRule, replaceRule } from '../../lib/app/rules';
import { createWatchlist, removeWatchlist, replaceWatchlist } from '../../lib/app/watchlists';
import { importedSeries } from '../../lib/market/series';
import { isProblem } from '../../lib/problems';
import { Crash } from '../support/faults';
import { mortal } from '../support/mortal';
import { bring, flatBar } from '../support/ownBars';
import { ruleOn } from '../support/ruleOn';
import { turns, type Turn } from '../support/turns';
import { WALL_START, world } from '../support/world';

const TENANT = { tenant: 'local' };
const SYMBOLS = ['A', 'B', 'C'] as const;
const KEYS = SYMBOLS.flatMap((symbol) =>
  [symbol, importedSeries('local', symbol)].map((series) => ({ series, interval: '1d' as const })),
);

/** How a worker fares among the others: to the end, beside sweeps that keep writing, or up to one of its writes. */
type Fate = 'well' | 'contested' | { readonly diesAt: number; readonly when: 'before' | 'after' };

type Change = { readonly fate: Fate } & (
  | { readonly kind: 'list' | 'retarget'; readonly symbols: readonly string[] }
  | { readonly kind: 'watch' | 'unlist' | 'delete' | 'pause' | 'resume' | 'create' | 'reconcile' }
  | { readonly kind: 'import'; readonly symbol: string }
);

const fate: fc.Arbitrary<Fate> = fc.oneof(
  { arbitrary: fc.constant<Fate>('well'), weight: 3 },
  { arbitrary: fc.constant<Fate>('contested'), weight: 1 },
  {
    arbitrary: fc.record({
      diesAt: fc.integer({ min: 1, max: 12 }),
      when: fc.constantFrom('before' as const, 'after' as const),
    }),
    weight: 3,
  },
);
const symbols = fc.subarray([...SYMBOLS], { minLength: 1 });
const kindly = <Kind extends string>(...kinds: readonly Kind[]) =>
  fc.record({ kind: fc.constantFrom(...kinds), fate });
const change: fc.Arbitrary<Change> = fc.oneof(
  { arbitrary: fc.record({ kind: fc.constant('list' as const), symbols, fate }), weight: 3 },
  { arbitrary: fc.record({ kind: fc.constant('retarget' as const), symbols, fate }), weight: 1 },
  { arbitrary: kindly('delete'), weight: 2 },
  { arbitrary: kindly('watch', 'watch', 'unlist', 'pause', 'resume', 'create'), weight: 2 },
  {
    arbitrary: fc.record({ kind: fc.constant('reconcile' as const), fate: fc.constant('well' as const) }),
    weight: 2,
  },
  {
    arbitrary: fc.record({
      kind: fc.constant('import' as const),
      symbol: fc.constantFrom(...SYMBOLS),
      fate,
    }),
    weight: 1,
  },
);

/** Changes that are made at once, after a while: in one go, or longer than a note is left to its writer. */
const round = fc.record({
  changes: fc.array(change, { minLength: 1, maxLength: 3 }),
  plan: fc.array(
    fc.record({
      worker: fc.nat({ max: 2 }),
      calls: fc.oneof(fc.integer({ min: 1, max: 8 }), fc.constant(60)),
    }),
    { maxLength: 8 },
  ),
  wait: fc.constantFrom(1, 300_000),
});

/** The stores of a worker whose every call waits for its turn. */
function inTurns(deps: Deps, { port }: ReturnType<typeof turns>, worker: number): Deps {
  const { rules, watchlists, instances, reprojections, bars } = deps;
  return {
    ...deps,
    rules: port(worker, rules),
    watchlists: port(worker, watchlists),
    instances: port(worker, instances),
    reprojections: port(worker, reprojections),
    bars: port(worker, bars),
  };
}

function faring(deps: Deps, how: Fate): Deps {
  if (how === 'well') return deps;
  if (how === 'contested') return { ...deps, instances: { ...deps.instances, put: async () => false } };
  return mortal(deps, { call: how.diesAt, when: how.when }).deps;
}

/** A rule on a list, to both of which changes are made, and another beside it. */
async function installed() {
  const at = world({ bars: {}, marketNow: WALL_START });
  const list = await createWatchlist(at.deps, { ...TENANT, name: 'x', symbols: ['A'] });
  const watching = ruleOn({ watchlist: list.id });
  const { stored } = await createRule(at.deps, { ...TENANT, body: watching });
  await createRule(at.deps, { ...TENANT, body: ruleOn({ symbols: ['A'] }) });
  const address = { ...TENANT, id: stored.id };

  const make = async (deps: Deps, one: Change): Promise<unknown> => {
    const expectedVersion = (await at.stores.rules.get('local', stored.id))?.version ?? 1;
    const edit = { ...address, expectedVersion };
    const asked = 'symbols' in one ? one.symbols : [];
    const made = {
      list: () => replaceWatchlist(deps, { ...TENANT, id: list.id, name: 'x', symbols: asked }),
      retarget: () => replaceRule(deps, { ...edit, body: ruleOn({ symbols: asked }) }),
      watch: () => replaceRule(deps, { ...edit, body: watching }),
      unlist: () => removeWatchlist(deps, { ...TENANT, id: list.id }),
      delete: () => removeRule(deps, edit),
      pause: () => pauseRule(deps, address),
      resume: () => resumeRule(deps, address),
      create: () => createRule(deps, { ...TENANT, body: watching }),
      import: () => bring(deps, { ...TENANT, symbol: 'symbol' in one ? one.symbol : 'A' }, [flatBar(0, 1)]),
      reconcile: () => reconcile(deps),
    };
    return made[one.kind]();
  };
  return { ...at, listId: list.id, make };
}

type Installed = Awaited<ReturnType<typeof installed>>;

/** Makes changes side by side, call by call. */
async function makeAtOnce(at: Installed, changes: readonly Change[], plan: readonly Turn[]): Promise<void> {
  const taking = turns(plan);
  const made = changes.map((one, worker) =>
    at.make(faring(inTurns(at.deps, taking, worker), one.fate), one).catch((error: unknown) => {
      if (!(error instanceof Crash) && !isProblem(error)) throw error;
    }),
  );
  await taking.run(made);
}

/** Where rules stand, and where they should by what is stored. */
async function standing({ stores, listId }: Installed) {
  const list = await stores.watchlists.get('local', listId);
  const { items } = await stores.rules.list('local', 100);
  const series = new Map<string, string>();
  for (const symbol of SYMBOLS) {
    const own = importedSeries('local', symbol);
    series.set(symbol, (await stores.bars.whole(own, '1d')) === undefined ? symbol : own);
  }
  if (list === undefined) expect(items.filter(({ rule: { targets } }) => 'watchlist' in targets)).toEqual([]);
  const wanted = items.flatMap(({ id, version, paused, rule: { targets } }) =>
    ('symbols' in targets ? targets.symbols : (list?.symbols ?? [])).map(
      (symbol) => `${series.get(symbol)} ${id} v${version} ${paused}`,
    ),
  );
  const instances = (await Promise.all(KEYS.map((key) => stores.instances.ofSeries(key)))).flat();
  const found = instances.map((one) => `${one.series} ${one.ruleId} v${one.ruleVersion} ${one.paused}`);
  return { wanted: wanted.sort(), found: found.sort() };
}

test('rules stand where they should in the end, however the calls of those who change them cross and end', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(round, { minLength: 1, maxLength: 4 }), async (rounds) => {
      const at = await installed();
      for (const { changes, plan, wait } of rounds) {
        at.clock.advance(wait);
        await makeAtOnce(at, changes, plan);
      }
      for (let run = 0; run < 3; run += 1) {
        at.clock.advance(at.deps.timing.outboxDueMs + 1);
        await reconcile(at.deps);
      }
      const { wanted, found } = await standing(at);
      expect(found).toEqual(wanted);
      expect(await at.stores.reprojections.stale(Infinity, 10)).toEqual([]);
    }),
    { numRuns: 3_000 },
  );
});

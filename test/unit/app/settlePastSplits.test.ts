import type { Deps } from '../../../lib/app/deps';
import { recentBars } from '../../../lib/app/recentBars';
import { removeRule } from '../../../lib/app/rules';
import { trainingBars } from '../../../lib/app/trainingBars';
import type { KnownSplit } from '../../../lib/market/split';
import type { SplitFeed } from '../../../lib/ports/SplitFeed';
import { Problem } from '../../../lib/problems';
import {
  closeBefore,
  closeOf,
  type Feed,
  FEEDS,
  FOURTH,
  LAST,
  SECOND,
  SEVEN,
  SPLIT,
  splitWorld,
  startOf,
  SYMBOL,
  traded,
  UNSPLIT,
} from '../../support/splitWorld';

const READERS: readonly (readonly [string, (deps: Deps) => Promise<{ readonly bars: readonly object[] }>])[] =
  [
    ['trains', (deps) => trainingBars(deps, SYMBOL, '1d')],
    [
      'forecasts',
      async (deps) =>
        (
          await recentBars(deps, {
            symbol: SYMBOL,
            interval: '1d',
            upTo: deps.marketClock.now(SYMBOL),
            count: 200,
          })
        ).bars,
    ],
  ];

/** A fall to a seventh while the feed of splits is down, whose only rule is deleted the next day. */
async function suspected(now = '2024-03-01', bars = traded()) {
  const at = await splitWorld('down', bars);
  const id = await at.write({ op: '<', left: 'close', right: 1 });
  for (const date of [LAST, SPLIT, SECOND]) await at.judge(date);
  await removeRule(at.deps, { tenant: 'local', id, expectedVersion: 1 });
  at.marketClock.set(closeOf(now));
  const known = () => at.stores.splits.ofSymbol(SYMBOL);
  expect(await known()).toMatchObject([{ state: 'suspected' }]);
  return { ...at, known };
}

describe.each(READERS)('a suspicion that no rule asks about any more, to who %s', (_who, read) => {
  it.each<[Feed, KnownSplit['state']]>([
    ['not announced', 'refuted'],
    ['announced', 'confirmed'],
  ])('ends weeks later by what a feed tells: %s', async (feed, state) => {
    const at = await suspected();
    const { bars } = await read(at.fedBy(feed));
    expect(await at.known()).toMatchObject([{ at: SEVEN.at, state }]);
    expect(bars.length).toBeGreaterThan(150);
  });

  it.each([
    ['is down', FEEDS.down],
    ['does not know the symbol', { splits: () => Promise.reject(new Problem('SYMBOL_UNKNOWN', 'none')) }],
    ['is not there', undefined],
  ] as const)('stays while a feed %s', async (_how, splitFeed: SplitFeed | undefined) => {
    const at = await suspected();
    const { bars } = await read({ ...at.deps, splitFeed });
    expect(await at.known()).toMatchObject([{ state: 'suspected' }]);
    expect(bars.length).toBeLessThan(50);
  });

  it('stays for five days, as to rules', async () => {
    const at = await suspected('2024-01-19');
    await read(at.fedBy('not announced'));
    expect(await at.known()).toMatchObject([{ state: 'suspected' }]);
    at.marketClock.set(closeOf(FOURTH));
    await read(at.fedBy('not announced'));
    expect(await at.known()).toMatchObject([{ state: 'refuted' }]);
  });
});

it('a suspicion of bars that are told without a step ends as well', async () => {
  const at = await splitWorld('none', UNSPLIT);
  await at.deps.splits.put(SYMBOL, { ...SEVEN, state: 'suspected' });
  at.marketClock.set(closeOf('2024-03-01'));
  const { bars } = await trainingBars(at.fedBy('not announced'), SYMBOL, '1d');
  expect(bars.length).toBeGreaterThan(250);
});

it('who was told that rules wait is told that a training has ended it', async () => {
  const at = await splitWorld('down');
  await at.write({ op: '<', left: 'close', right: closeBefore / 2 });
  for (const date of [LAST, SPLIT, SECOND, '2024-02-29']) await at.judge(date);
  at.marketClock.set(closeOf('2024-02-29') + 3_600_000);
  await trainingBars(at.fedBy('not announced'), SYMBOL, '1d');
  await at.judge('2024-03-01');
  expect(await at.notices()).toEqual(['maybe a split 7:1, rules wait', 'no split, rules go on']);
  expect(await at.fired()).toEqual(['2024-03-01']);
});

it('a split that is known, be it of the session beside, is not written down once more', async () => {
  const at = await splitWorld('announced');
  const beside = { ...SEVEN, at: startOf(LAST) };
  // Its prices stepped once, and the next day they fell as far again, of which nobody announced anything.
  const twice = traded(traded(), { ...SEVEN, at: startOf(SECOND) });
  const again = await splitWorld('announced', twice);
  for (const world of [at, again]) {
    await world.deps.splits.put(SYMBOL, world === at ? beside : SEVEN);
    world.marketClock.set(closeOf('2024-03-01'));
    await trainingBars(world.deps, SYMBOL, '1d');
  }
  expect(await at.stores.splits.ofSymbol(SYMBOL)).toEqual([beside]);
  expect(await again.stores.splits.ofSymbol(SYMBOL)).toEqual([SEVEN]);
});

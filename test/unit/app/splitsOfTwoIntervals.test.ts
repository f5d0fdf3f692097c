import type { Cond } from '../../../lib/rules/rule';
import { GAP_DAY, gapWorld, sessionOf } from '../../support/gapWorld';

const FALLS: Cond = { op: 'moves_down', left: 'close', by: { pct: 10 }, within: '1bars' };
const LATER = '2024-01-19';

/** A rule on bars of one length, beside one of another tenant on 5-minute bars: the feed of splits is down until an instant. */
async function beside(coarse: '1d' | '30min', isFineWatched: boolean, backAt: number) {
  const at = await gapWorld((now) => (now < backAt ? 'down' : []));
  await at.write('local', coarse, FALLS);
  if (isFineWatched) await at.write('local-2', '5min', FALLS);
  await at.judge(isFineWatched ? ['5min', coarse] : [coarse], LATER);
  return at.told();
}

describe.each(['1d', '30min'] as const)('a gap that seems to be a split to who watches %s bars', (coarse) => {
  it.each([false, true])(
    'fires where a feed denies it before they close, be it asked for 5-minute bars (%s)',
    async (isFineWatched) => {
      const backAt = sessionOf(GAP_DAY).openAt + 25 * 60_000;
      expect(await beside(coarse, isFineWatched, backAt)).toEqual(['fired']);
    },
  );
});

describe.each(['1d', '30min'] as const)('who was told that rules wait on %s bars', (coarse) => {
  it('is told that they go on, though 5-minute bars have found that first', async () => {
    const told = ['maybe a split 5:4, rules wait', 'no split, rules go on'];
    expect(await beside(coarse, true, sessionOf('2024-01-18').openAt)).toEqual(told);
  });
});

it.each([
  ['weeks later', '2024-01-30', '2024-01-31'],
  ['in a session, by the next', '2024-01-18', LATER],
])(
  'who was told that rules wait is told the end of it that bars of another length found %s',
  async (_when, backOn, through) => {
    const backAt = sessionOf(backOn).openAt + 3 * 3_600_000;
    const at = await gapWorld((now) => (now < backAt ? 'down' : []));
    await at.write('local', '1d', FALLS);
    await at.write('local-2', '30min', FALLS);
    await at.judge(['30min', '1d'], through);
    for (const tenant of ['local', 'local-2'])
      expect(await at.told(tenant)).toEqual(['maybe a split 5:4, rules wait', 'no split, rules go on']);
  },
);

describe('a split that is announced the morning after, of another ratio than the price has moved by,', () => {
  const saidAt = sessionOf('2024-01-18').openAt - 3_600_000;
  const late = (now: number) =>
    now < saidAt ? [] : [{ sessionDate: GAP_DAY, numerator: 3, denominator: 2 }];
  const HOLDS: Cond = { op: '>', left: 'close', right: 1 };

  it.each([false, true])(
    'keeps rules on daily bars waiting, and whoever has one is told, be it found on 30-minute bars (%s)',
    async (isFineWatched) => {
      const at = await gapWorld(late, 25);
      await at.write('local', '1d', HOLDS);
      if (isFineWatched) await at.write('local-2', '30min', HOLDS);
      await at.judge(isFineWatched ? ['30min', '1d'] : ['1d'], '2024-01-22');
      expect(await at.states()).toEqual(['suspected']);
      expect((await at.told()).filter((words) => words !== 'fired')).toEqual([
        'maybe a split 3:2, rules wait',
      ]);
    },
  );

  it('waits no more once it is taken back, and whoever was told is told', async () => {
    const at = await gapWorld((now) => (now > sessionOf(LATER).openAt ? [] : late(now)), 25);
    await at.write('local', '1d', HOLDS);
    await at.write('local-2', '30min', HOLDS);
    await at.judge(['30min', '1d'], '2024-01-24');
    for (const tenant of ['local', 'local-2'])
      expect((await at.told(tenant)).filter((words) => words !== 'fired')).toEqual([
        'maybe a split 3:2, rules wait',
        'no split, rules go on',
      ]);
  });
});

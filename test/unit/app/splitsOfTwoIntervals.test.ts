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

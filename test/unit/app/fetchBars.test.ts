import { fetchBars } from '../../../lib/app/fetchBars';
import type { RawBar } from '../../../lib/market/bar';
import { sessionOn } from '../../../lib/market/calendar/sessionOn';
import { recordingLog } from '../../support/recordingLog';
import { dailyStart, rawBar } from '../../support/rawBars';
import { world } from '../../support/world';

const UP_TO = sessionOn('2024-07-05')!.closeAt;

async function fetched(bars: readonly RawBar[]) {
  const { deps } = world({ bars: { ACME: bars }, marketNow: UP_TO });
  const log = recordingLog();
  const sound = await fetchBars({ ...deps, log }, { symbol: 'ACME', interval: '1d' }, { upTo: UP_TO });
  await deps.metrics.publish();
  const totals = await deps.counters.totals(undefined);
  const refused = totals.filter(({ name }) => name === 'bars_refused_total');
  return { starts: sound.map(({ startAt }) => startAt), lines: log.lines, refused };
}

const SOUND = rawBar(dailyStart('2024-07-02'));

describe('fetchBars', () => {
  it('counts each bar that it does not take, with its reason, and tells the first in the log', async () => {
    const { starts, lines, refused } = await fetched([
      { ...rawBar(dailyStart('2024-07-01')), close: -1 },
      SOUND,
      SOUND,
      { ...rawBar(dailyStart('2024-07-03')), low: -2 },
      rawBar(dailyStart('2024-07-04')),
    ]);
    expect(starts).toEqual([SOUND.startAt]);
    expect(refused.map(({ labels, by }) => [labels['layer'], labels['reason'], by])).toEqual([
      ['business', 'priceNotPositive', 2],
      ['quality', 'duplicate', 1],
      ['business', 'outsideSession', 1],
    ]);
    expect(lines).toMatchObject([{ level: 'warn', message: 'bars rejected', symbol: 'ACME', rejected: 4 }]);
  });

  it('counts nothing where every bar is taken', async () => {
    expect(await fetched([SOUND])).toEqual({ starts: [SOUND.startAt], lines: [], refused: [] });
  });
});

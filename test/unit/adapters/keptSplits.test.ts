import { keptSplits } from '../../../lib/adapters/keptSplits';
import { processCache } from '../../../lib/adapters/processCache';
import type { AnnouncedSplit, SplitFeed } from '../../../lib/ports/SplitFeed';
import { Problem } from '../../../lib/problems';
import { standingClock } from '../../support/world';

const ASKED = { symbol: 'A', fromDate: '2024-07-01', toDate: '2024-07-05' };

function kept() {
  const clock = standingClock(0);
  const asked: string[] = [];
  const others: SplitFeed = {
    splits: async ({ symbol, fromDate, toDate }) => {
      asked.push(`${symbol} ${fromDate} ${toDate}`);
      if (symbol === 'NOPE') throw new Problem('SYMBOL_UNKNOWN', 'It is not known.');
      return [{ sessionDate: fromDate, numerator: asked.length + 1, denominator: 1 }];
    },
  };
  const laws = { mostMs: 60_000, most: 10, chance: () => 0 };
  return { clock, asked, feed: keptSplits(others, processCache<readonly AnnouncedSplit[]>(laws, clock)) };
}

test('splits of a symbol and a stretch of days are asked for once while they are kept', async () => {
  const { clock, asked, feed } = kept();
  await Promise.all([feed.splits(ASKED), feed.splits({ ...ASKED, answerBy: 7 })]);
  await feed.splits({ ...ASKED, symbol: 'B' });
  await feed.splits({ ...ASKED, fromDate: '2024-07-02' });
  await feed.splits({ ...ASKED, toDate: '2024-07-03' });
  clock.advance(60_000);
  expect(await feed.splits(ASKED)).toMatchObject([{ numerator: 2 }]);
  expect(asked).toHaveLength(4);
  clock.advance(1);
  expect(await feed.splits(ASKED)).toMatchObject([{ numerator: 6 }]);
});

test('a refusal of splits is not kept', async () => {
  const { asked, feed } = kept();
  for (let count = 0; count < 2; count += 1)
    await expect(feed.splits({ ...ASKED, symbol: 'NOPE' })).rejects.toMatchObject({ code: 'SYMBOL_UNKNOWN' });
  expect(asked).toHaveLength(2);
});

import { keptSplits, type SplitsHeard } from '../../../lib/adapters/keptSplits';
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
      if (symbol === 'LOST') throw new Problem('STORE_UNAVAILABLE', 'The standing cannot be read.');
      if (symbol === 'NOPE') throw new Problem('SYMBOL_UNKNOWN', 'It is not known.');
      return [{ sessionDate: fromDate, numerator: asked.length + 1, denominator: 1 }];
    },
  };
  const laws = { most: 10, chance: () => 0 };
  const told = processCache<readonly AnnouncedSplit[]>({ ...laws, mostMs: 60_000 }, clock);
  const heard = processCache<SplitsHeard>({ ...laws, mostMs: 10_000 }, clock);
  return { clock, asked, feed: keptSplits(others, told, heard) };
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
  // What was heard is not asked for again for a moment either.
  clock.advance(10_001);
  expect(await feed.splits(ASKED)).toMatchObject([{ numerator: 6 }]);
});

test('a failure is kept for a shorter time', async () => {
  const { clock, asked, feed } = kept();
  const ask = () => feed.splits({ ...ASKED, symbol: 'NOPE' });
  for (let count = 0; count < 2; count += 1)
    await expect(ask()).rejects.toMatchObject({ code: 'SYMBOL_UNKNOWN' });
  clock.advance(10_000);
  await expect(ask()).rejects.toMatchObject({ code: 'SYMBOL_UNKNOWN' });
  expect(asked).toHaveLength(1);
  clock.advance(1);
  await expect(ask()).rejects.toMatchObject({ code: 'SYMBOL_UNKNOWN' });
  expect(asked).toHaveLength(2);
});

test('a failure that is none of the source is not kept', async () => {
  const { asked, feed } = kept();
  for (let count = 0; count < 2; count += 1)
    await expect(feed.splits({ ...ASKED, symbol: 'LOST' })).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
    });
  expect(asked).toHaveLength(2);
});

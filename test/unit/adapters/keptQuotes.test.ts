import { keptQuotes } from '../../../lib/adapters/keptQuotes';
import { processCache } from '../../../lib/adapters/processCache';
import type { LiveQuotes } from '../../../lib/ports/LiveQuotes';
import { Problem } from '../../../lib/problems';
import { standingClock } from '../../support/world';

function kept() {
  const clock = standingClock(0);
  const asked: string[] = [];
  const others: LiveQuotes = {
    quotes: async (symbols) => {
      asked.push(symbols.join());
      if (symbols.includes('NOPE')) throw new Problem('SYMBOL_UNKNOWN', 'It is not known.');
      return symbols.map((symbol) => ({ symbol, price: asked.length, asOf: 0, source: 'x' }));
    },
  };
  const cache = processCache<Awaited<ReturnType<LiveQuotes['quotes']>>>(
    { mostMs: 60_000, most: 10, chance: () => 0 },
    clock,
  );
  return { clock, asked, quotes: keptQuotes(others, cache) };
}

test('quotes are asked for once while they are kept', async () => {
  const { clock, asked, quotes } = kept();
  await Promise.all([quotes.quotes(['A']), quotes.quotes(['A']), quotes.quotes(['B'])]);
  clock.advance(60_000);
  expect(await quotes.quotes(['A'])).toMatchObject([{ price: 1 }]);
  expect(asked).toEqual(['A', 'B']);
  clock.advance(1);
  expect(await quotes.quotes(['A'])).toMatchObject([{ price: 3 }]);
});

test('a refusal is not kept', async () => {
  const { asked, quotes } = kept();
  for (let count = 0; count < 2; count += 1)
    await expect(quotes.quotes(['NOPE'])).rejects.toMatchObject({ code: 'SYMBOL_UNKNOWN' });
  expect(asked).toEqual(['NOPE', 'NOPE']);
});

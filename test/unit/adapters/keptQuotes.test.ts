import { keptQuotes, type Quoted } from '../../../lib/adapters/keptQuotes';
import { processCache } from '../../../lib/adapters/processCache';
import type { LiveQuotes } from '../../../lib/ports/LiveQuotes';
import { Problem, type ProblemCode } from '../../../lib/problems';
import { standingClock } from '../../support/world';

const REFUSED: Readonly<Record<string, ProblemCode>> = {
  NOPE: 'SYMBOL_UNKNOWN',
  PREMIUM: 'MARKET_ENTITLEMENT',
  DOWN: 'MARKET_UNAVAILABLE',
};

function kept() {
  const clock = standingClock(0);
  const asked: string[] = [];
  const others: LiveQuotes = {
    quotes: async (symbols) => {
      asked.push(symbols.join());
      const code = REFUSED[symbols[0]!];
      if (code) throw new Problem(code, 'No.');
      return symbols.map((symbol) => ({ symbol, price: asked.length, asOf: 0, source: 'x' }));
    },
  };
  const cache = processCache<Quoted>({ mostMs: 60_000, most: 10, chance: () => 0 }, clock);
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

test.each([
  ['that a symbol is not known is kept as long', 'NOPE', ['NOPE', 'NOPE']],
  ['that a plan lacks it is kept as long', 'PREMIUM', ['PREMIUM', 'PREMIUM']],
  ['a failure is not kept', 'DOWN', ['DOWN', 'DOWN', 'DOWN']],
])('%s', async (_what, symbol, questions) => {
  const { clock, asked, quotes } = kept();
  for (const later of [0, 60_000, 1]) {
    clock.advance(later);
    await expect(quotes.quotes([symbol])).rejects.toMatchObject({ code: REFUSED[symbol] });
  }
  expect(asked).toEqual(questions);
});

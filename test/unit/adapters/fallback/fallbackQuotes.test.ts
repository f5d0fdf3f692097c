import { fallbackQuotes } from '../../../../lib/adapters/fallback/fallbackQuotes';
import type { LiveQuotes } from '../../../../lib/ports/LiveQuotes';
import { Problem, type ProblemCode } from '../../../../lib/problems';
import { vendorWorld } from '../../../support/vendorWorld';

const NOW = Date.UTC(2024, 6, 2, 15);
const world = vendorWorld(NOW);
const asked: { symbols: readonly string[]; answerBy: number | undefined }[] = [];
beforeEach(() => asked.splice(0));

/** A provider that knows some symbols, at a price of its own. */
const knowing = (price: number, ...known: readonly string[]): LiveQuotes => ({
  quotes: async (symbols, answerBy) => {
    asked.push({ symbols, answerBy });
    const found = symbols.filter((symbol) => known.includes(symbol));
    if (found.length === 0) throw new Problem('SYMBOL_UNKNOWN', 'It is not known.');
    return found.map((symbol) => ({ symbol, price, asOf: NOW, source: String(price) }));
  },
});
const failing = (code: ProblemCode): LiveQuotes => ({
  quotes: () => Promise.reject(new Problem(code, `It is ${code}.`)),
});
const both = (one: LiveQuotes, two: LiveQuotes) =>
  fallbackQuotes(
    [
      { name: 'one', quotes: one },
      { name: 'two', quotes: two },
    ],
    world,
  );

describe('quotes of providers in their order', () => {
  it('are asked of each only for what those before did not have', async () => {
    const quotes = await both(knowing(1, 'A', 'C'), knowing(2, 'A', 'B')).quotes(['A', 'B', 'C', 'D']);
    expect(quotes.map(({ symbol, source }) => `${symbol} of ${source}`)).toEqual([
      'A of 1',
      'C of 1',
      'B of 2',
    ]);
    expect(asked.map(({ symbols }) => symbols)).toEqual([
      ['A', 'B', 'C', 'D'],
      ['B', 'D'],
    ]);
  });

  it('are asked of nobody else where the first has them all, and of nobody where none are wanted', async () => {
    await both(knowing(1, 'A'), knowing(2, 'A')).quotes(['A']);
    await both(knowing(1, 'A'), knowing(2, 'A')).quotes([]);
    expect(asked).toHaveLength(1);
  });

  it('are those of the next while the first does not serve, and the log says so', async () => {
    expect(await both(failing('MARKET_AUTH'), knowing(2, 'A')).quotes(['A'])).toMatchObject([
      { source: '2' },
    ]);
    expect(world.log.lines.at(-1)).toEqual({
      level: 'warn',
      message: 'quotes of another source',
      symbols: ['A'],
      source: 'two',
      instead: [{ provider: 'one', code: 'MARKET_AUTH' }],
    });
  });

  it('are those that there are where the others are refused', async () => {
    const quotes = await both(knowing(1, 'A'), failing('MARKET_UNAVAILABLE')).quotes(['A', 'B']);
    expect(quotes).toMatchObject([{ symbol: 'A' }]);
  });

  it('are waited for twenty seconds together, each with its share, or less where their caller says so', async () => {
    await both(knowing(1, 'A'), knowing(2, 'B')).quotes(['A', 'B']);
    await both(knowing(1, 'A'), knowing(2, 'B')).quotes(['A'], 7);
    expect(asked.map(({ answerBy }) => answerBy)).toEqual([NOW + 10_000, NOW + 20_000, 7]);
  });

  it.each([
    ['SYMBOL_UNKNOWN', 'SYMBOL_UNKNOWN', 'SYMBOL_UNKNOWN'],
    ['MARKET_UNAVAILABLE', 'SYMBOL_UNKNOWN', 'SYMBOL_UNKNOWN'],
    ['MARKET_AUTH', 'SYMBOL_UNKNOWN', 'MARKET_AUTH'],
    ['MARKET_ENTITLEMENT', 'MARKET_UNAVAILABLE', 'MARKET_ENTITLEMENT'],
  ] as const)('that say %s and %s are together %s', async (one, two, code) => {
    await expect(both(failing(one), failing(two)).quotes(['A'])).rejects.toMatchObject({
      code,
      details: [
        { provider: 'one', code: one },
        { provider: 'two', code: two },
      ],
    });
  });

  it('do not hide a bug', async () => {
    const broken: LiveQuotes = { quotes: () => Promise.reject(new TypeError('a bug')) };
    await expect(both(broken, knowing(1, 'A')).quotes(['A'])).rejects.toBeInstanceOf(TypeError);
  });
});

import { parseSymbol } from '../../../lib/market/symbol';
import { isProblem } from '../../../lib/problems';

describe('parseSymbol', () => {
  it.each([
    ['keeps an upper-case symbol', 'AAPL', 'AAPL'],
    ['raises a lower-case symbol', 'aapl', 'AAPL'],
    ['knows indices', '^gspc', '^GSPC'],
    ['knows share classes', 'brk.b', 'BRK.B'],
    ['knows currencies and dashes', 'EUR=X-1', 'EUR=X-1'],
    ['takes fifteen characters', 'ABCDEFGHIJKLMNO', 'ABCDEFGHIJKLMNO'],
  ])('%s', (_name, text, symbol) => {
    expect(parseSymbol(text)).toBe(symbol);
  });

  it.each([
    ['nothing', ''],
    ['sixteen characters', 'ABCDEFGHIJKLMNOP'],
    ['a path upwards', '../..'],
    ['a path separator', 'A/B'],
    ['a backslash', 'A\\B'],
    ['a leading dot', '.A'],
    ['a blank', 'A B'],
    ['a line break at the end', 'AAPL\n'],
    ['a letter that upper-casing would turn into two', 'aß'],
    ['a dotless i', 'ıbm'],
    ['a NUL byte', 'A\0'],
  ])('refuses %s and names it', (_name, text) => {
    let thrown: unknown;
    try {
      parseSymbol(text);
    } catch (error) {
      thrown = error;
    }
    expect(isProblem(thrown, 'INPUT_INVALID') && thrown.message).toContain(JSON.stringify(text));
  });

  it('shows no more than the beginning of a long value', () => {
    expect(() => parseSymbol('x'.repeat(10_000))).toThrow(
      expect.objectContaining({ message: expect.stringMatching(/^symbol "x{40}" /) }),
    );
  });
});

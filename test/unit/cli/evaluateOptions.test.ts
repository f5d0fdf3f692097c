import { parseEvaluateOptions } from '../../../lib/cli/evaluateOptions';

describe('the options of an evaluation', () => {
  it('are those of a folder, its daily bars and three horizons', () => {
    expect(parseEvaluateOptions(['--data', 'bars'])).toEqual({
      directory: 'bars',
      symbols: undefined,
      interval: '1d',
      horizons: [
        { name: '1d', bars: 1 },
        { name: '5d', bars: 5 },
        { name: '21d', bars: 21 },
      ],
      models: ['ewma', 'har', 'har-pooled'],
      isJson: false,
    });
  });

  it('name symbols, horizons and models', () => {
    const argv = ['--data', 'x', '--symbols', 'A, B', '--horizons', '3bars', '--models', 'ridge', '--json'];
    expect(parseEvaluateOptions(argv)).toMatchObject({
      symbols: ['A', 'B'],
      horizons: [{ name: '3bars', bars: 3 }],
      models: ['ridge'],
      isJson: true,
    });
  });

  it('are none where help is asked for', () => {
    expect(parseEvaluateOptions(['--help'])).toBeUndefined();
  });

  it.each([
    [[], '--data is missing'],
    [['--data', 'x', '--interval', '5min'], '--interval "5min" cannot be evaluated yet'],
    [['--data', 'x', '--models', 'magic'], '--models "magic" is not one of naive, ewma, har'],
    [['--data', 'x', '--models', 'har,har'], '--models names "har" twice'],
    [['--data', 'x', '--symbols', 'A,,B'], '--symbols "A,,B" has an empty place'],
    [['--data', 'x', '--horizons', 'soon'], '--horizons "soon" is no span'],
    [['--data', 'x', '--nope'], "Unknown option '--nope'"],
  ])('%p are refused in a sentence', (argv, sentence) => {
    expect(() => parseEvaluateOptions(argv)).toThrow(sentence);
  });
});

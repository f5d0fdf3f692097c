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
      isPerSymbol: false,
      out: undefined,
      report: undefined,
      force: false,
      resume: undefined,
    });
  });

  it('are an hour and a day of intraday bars', () => {
    expect(parseEvaluateOptions(['--data', 'bars', '--interval', '5min'])).toMatchObject({
      interval: '5min',
      horizons: [
        { name: '1h', bars: 12 },
        { name: '1d', bars: 78 },
      ],
      models: ['ewma', 'har', 'har-pooled'],
    });
  });

  it('name where forecasts are written to, and where results are kept', () => {
    const argv = ['--data', 'x', '--out', 'f.csv', '--force', '--resume', 'kept', '--per-symbol'];
    expect(parseEvaluateOptions(argv)).toMatchObject({
      out: 'f.csv',
      force: true,
      resume: 'kept',
      isPerSymbol: true,
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
    [['--data', 'x', '--interval', '2min'], '--interval "2min" is not one of 1min, 5min'],
    [
      ['--data', 'x', '--interval', '5min', '--horizons', '7h'],
      '--horizons "7h" ends inside a later session',
    ],
    [['--data', 'x', '--interval', '15min', '--horizons', '5m'], '--horizons "5m" is no span of 15min bars'],
    [['--data', 'x', '--interval', '5min', '--models', 'lstm'], '--models "lstm" reads weeks of daily bars'],
    [['--data', 'x', '--out', ''], '--out is missing'],
    [['--data', 'x', '--resume', ''], '--resume is missing'],
    [['--data', 'x', '--models', 'magic'], '--models "magic" is not one of naive, ewma, har'],
    [['--data', 'x', '--models', 'har,har'], '--models names "har" twice'],
    [['--data', 'x', '--symbols', 'A,,B'], '--symbols "A,,B" has an empty place'],
    [['--data', 'x', '--horizons', 'soon'], '--horizons "soon" is no span'],
    [['--data', 'x', '--nope'], "Unknown option '--nope'"],
  ])('%p are refused in a sentence', (argv, sentence) => {
    expect(() => parseEvaluateOptions(argv)).toThrow(sentence);
  });
});

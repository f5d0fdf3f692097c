import { parseDataOptions } from '../../../lib/cli/dataOptions';

const LOCAL = { stage: 'local', region: 'us-east-1', bucket: undefined };
const AAPL = ['--symbol', 'aapl', '--interval', '1d'];
const SERIES = { symbol: 'AAPL', interval: '1d' };
const day = (date: string) => Date.parse(`${date}T00:00:00Z`);

describe('the options of npm run data', () => {
  test.each<[string, string[], object]>([
    [
      'a fetch up to now',
      ['fetch', ...AAPL, '--from', '2015-01-01'],
      { does: 'fetch', ...SERIES, from: day('2015-01-01'), before: undefined, isAgain: false },
    ],
    [
      'a fetch of days, the last included',
      ['fetch', ...AAPL, '--from', '2015-01-01', '--to', '2015-01-01', '--again'],
      { does: 'fetch', ...SERIES, from: day('2015-01-01'), before: day('2015-01-02'), isAgain: true },
    ],
    [
      'an import',
      ['import', 'a b.csv', ...AAPL],
      { does: 'import', file: 'a b.csv', ...SERIES, partial: false },
    ],
    [
      'a partial import',
      ['import', ...AAPL, '--partial', 'x.csv'],
      { does: 'import', file: 'x.csv', ...SERIES, partial: true },
    ],
    [
      'an export of everything',
      ['export', ...AAPL],
      { does: 'export', ...SERIES, from: undefined, before: undefined, out: undefined, force: false },
    ],
    [
      'an export into a file',
      ['export', ...AAPL, '--from', '2015-01-01', '--to', '2015-12-31', '--out', 'x.csv', '--force'],
      {
        does: 'export',
        ...SERIES,
        from: day('2015-01-01'),
        before: day('2016-01-01'),
        out: 'x.csv',
        force: true,
      },
    ],
    ['a look at everything', ['verify'], { does: 'verify', symbol: undefined }],
    ['a look at a symbol', ['verify', '--symbol', '^gspc'], { does: 'verify', symbol: '^GSPC' }],
    [
      'news of days',
      ['news', '--symbol', 'aapl', '--from', '2024-01-01', '--to', '2024-01-31', '--out', 'x.csv'],
      {
        does: 'news',
        symbol: 'AAPL',
        from: day('2024-01-01'),
        before: day('2024-02-01'),
        out: 'x.csv',
        force: false,
      },
    ],
    [
      'news up to now',
      ['news', '--symbol', 'aapl', '--from', '2024-01-01'],
      {
        does: 'news',
        symbol: 'AAPL',
        from: day('2024-01-01'),
        before: undefined,
        out: undefined,
        force: false,
      },
    ],
    ['help, whatever stands beside it', ['fetch', '--help'], { does: 'help' }],
  ])('say %s', (_, argv, command) => {
    expect(parseDataOptions(argv)).toEqual({ command, ...LOCAL });
  });

  test('say where', () => {
    const argv = ['verify', '--stage', 'prod', '--region', 'eu-central-1', '--bucket', 'mine'];
    expect(parseDataOptions(argv)).toMatchObject({ stage: 'prod', region: 'eu-central-1', bucket: 'mine' });
  });

  const FETCH = ['fetch', ...AAPL];

  test.each<[string[], string]>([
    [[], 'There is no command: say npm run data -- fetch, import, export, verify, news; --help shows how.'],
    [
      ['toString'],
      'There is "toString": say npm run data -- fetch, import, export, verify, news; --help shows how.',
    ],
    [['verify', 'x'], 'verify takes no file, and there is "x": leave it out.'],
    [['verify', '--what'], "Unknown option '--what': npm run data -- --help shows the options."],
    [['verify', '--interval', '1d'], '--interval "1d" is not an option of verify: leave it out.'],
    [
      ['import', 'x.csv', ...AAPL, '--from', '2015-01-01'],
      '--from "2015-01-01" is not an option of import: leave it out.',
    ],
    [['news', '--symbol', 'A'], '--from is missing: npm run data -- --help shows how it is given.'],
    [
      ['news', '--symbol', 'A', '--from', '2024-01-01', '--interval', '1d'],
      '--interval "1d" is not an option of news: leave it out.',
    ],
    [['verify', '--stage', 'test'], '--stage "test" is not a stage: use local, dev or prod.'],
    [
      ['fetch', '--interval', '1d', '--from', '2015-01-01'],
      '--symbol is missing: npm run data -- --help shows how it is given.',
    ],
    [
      ['fetch', '--symbol', 'AAPL', '--from', '2015-01-01'],
      '--interval is missing: npm run data -- --help shows how it is given.',
    ],
    [FETCH, '--from is missing: npm run data -- --help shows how it is given.'],
    [
      ['verify', '--symbol', '../x'],
      'symbol "../x" is not a symbol: use 1 to 15 letters, digits or . - = ^, beginning with a letter, a digit or ^',
    ],
    [
      ['export', '--symbol', 'A', '--interval', '2min'],
      '--interval "2min" is not an interval: use 1min, 5min, 15min, 30min, 1h, 1d.',
    ],
    [[...FETCH, '--from', '2015-02-29'], '--from "2015-02-29" is not a date: write it as in 2015-01-31.'],
    [
      [...FETCH, '--from', '1989-12-31'],
      '--from "1989-12-31" is before the calendar begins: use 1990-01-01 or later.',
    ],
    [
      [...FETCH, '--from', '2015-02-02', '--to', '2015-02-01'],
      '--to "2015-02-01" is before --from "2015-02-02": give the earlier date first.',
    ],
    [['verify', '--bucket', ''], '--bucket is missing: npm run data -- --help shows how it is given.'],
    [['import', ...AAPL], 'import needs a file: name it as in npm run data -- import FILE.csv.'],
    [['import', 'x', 'y', ...AAPL], 'import takes one file, and there is "y" beside "x": leave one out.'],
    [
      ['export', ...AAPL, '--force'],
      '--force says to write over a file, and there is none: name it with --out.',
    ],
    [['export', ...AAPL, '--out', ''], '--out is missing: npm run data -- --help shows how it is given.'],
  ])('%j are refused: %s', (argv, message) => {
    expect(() => parseDataOptions(argv)).toThrow(expect.objectContaining({ message }));
  });
});

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { memoryBarArchive } from '../../../lib/adapters/memory/memoryBarArchive';
import { memoryMarketData } from '../../../lib/adapters/memory/memoryMarketData';
import type { YearProgress } from '../../../lib/app/yearProgress';
import { memoryNewsFeed } from '../../../lib/adapters/memory/memoryNewsFeed';
import { parseDataOptions } from '../../../lib/cli/dataOptions';
import { runDataCommand } from '../../../lib/cli/runDataCommand';
import type { RawBar } from '../../../lib/market/bar';
import { barLine } from '../../../lib/market/barLine';
import type { BarArchive } from '../../../lib/ports/BarArchive';
import type { MarketData } from '../../../lib/ports/MarketData';
import { Problem } from '../../../lib/problems';
import { quietProgress } from '../../support/quietProgress';
import { removeTemporaryFolders, temporaryFolder } from '../../support/temporaryFolder';
import { silentLog, standingClock, walkBars } from '../../support/world';

const HEADER = 'timestamp,open,high,low,close,volume';
const WALK = walkBars('2014-12-29', '2016-01-06').map((bar, at): RawBar => {
  // Numbers that no four decimals hold, and that no volume of shares has.
  return at === 3 ? { ...bar, high: 1e12, low: 5e-324, volume: 0.1 + 0.2 } : bar;
});
const NEWS = {
  AAPL: [
    {
      publishedAt: Date.UTC(2015, 11, 1, 14, 10, 49),
      relevance: 0.25,
      sentiment: -0.1,
      publisher: 'A, B "and" C',
      title: '=cmd()',
      url: 'https://example.com/1',
    },
    {
      publishedAt: Date.UTC(2016, 0, 6, 9),
      relevance: 1,
      sentiment: 0,
      publisher: 'D',
      title: 'Plain',
      url: 'https://example.com/2',
    },
  ],
  QUIET: [],
};
const csvOf = (bars: readonly RawBar[]) => [HEADER, ...bars.map(barLine), ''].join('\n');

function desk(archive: BarArchive = memoryBarArchive()) {
  const clock = standingClock(Date.UTC(2016, 0, 7));
  const marketData: MarketData = memoryMarketData([{ symbol: 'AAPL', interval: '1d', bars: WALK }]);
  const metrics = { count: () => undefined, publish: async () => undefined };
  const newsFeed = memoryNewsFeed(NEWS);
  const requireSource = (): void => undefined;
  const world = { archive, requireSource, marketData, newsFeed, clock, log: silentLog, metrics };
  const [printed, told]: [string[], string[]] = [[], []];
  const shown: YearProgress[] = [];
  const terminal = {
    print: async (text: string) => void printed.push(text),
    tell: (line: string) => void told.push(line),
    progress: { ...quietProgress, show: (progress: YearProgress) => void shown.push(progress) },
  };
  const run = async (line: string) => {
    const { command } = parseDataOptions(line.split(' '));
    await runDataCommand(world, command, terminal);
  };
  return { run, printed, told, shown, archive, world };
}

function fileOf(text: string): string {
  const path = join(temporaryFolder(), 'bars.csv');
  writeFileSync(path, text);
  return path;
}

describe('npm run data', () => {
  afterAll(removeTemporaryFolders);

  test('fetches, saying how far it is', async () => {
    const { run, told, shown } = desk();
    await run('fetch --symbol AAPL --interval 1d --from 2014-12-30 --to 2015-12-31');
    expect(told).toEqual(['254 new bars of AAPL 1d are archived.']);
    expect(shown).toEqual([
      { year: undefined, done: 0, left: 2, bars: 0, barsPerSecond: 0 },
      { year: 2015, done: 1, left: 1, bars: 252, barsPerSecond: 252_000 },
      { year: 2014, done: 2, left: 0, bars: 254, barsPerSecond: 254_000 },
    ]);
  });

  test.each(['import', 'export', 'verify'])('says how far an %s is', async (command) => {
    const { run, shown } = desk();
    const [file, out] = [fileOf(csvOf(WALK)), join(temporaryFolder(), 'out.csv')];
    await run(`import ${file} --symbol AAPL --interval 1d`);
    if (command !== 'import') shown.splice(0);
    if (command === 'export') await run(`export --symbol AAPL --interval 1d --out ${out}`);
    if (command === 'verify') await run('verify');
    expect(shown.map(({ year, done, left, bars }) => [year, done, left, bars])).toEqual([
      [undefined, 0, 3, 0],
      [2014, 1, 2, 3],
      [2015, 2, 1, 255],
      [2016, 3, 0, 258],
    ]);
  });

  test('says nothing of how far an export is that goes to the terminal', async () => {
    const { run, shown } = desk();
    await run(`import ${fileOf(csvOf(WALK))} --symbol AAPL --interval 1d`);
    shown.splice(0);
    await run('export --symbol AAPL --interval 1d');
    expect(shown).toEqual([]);
  });

  test('says what is left where the source limits it', async () => {
    const { archive, world } = desk();
    const bars = async () => Promise.reject(new Problem('MARKET_RATE_LIMITED', 'Enough.'));
    const limited = { ...world, archive, marketData: { bars } };
    const { command } = parseDataOptions('fetch --symbol AAPL --interval 1d --from 2015-01-02'.split(' '));
    const terminal = {
      print: async () => undefined,
      tell: () => undefined,
      progress: quietProgress,
    };
    await expect(runDataCommand(limited, command, terminal)).rejects.toThrow(
      'Enough. 0 new bars of AAPL 1d are archived. 2 years are left (2016, 2015). Give the same command later: what is archived is not asked for again.',
    );
  });

  test('says from when on the plan of the source has bars, and what is left', async () => {
    const { world, run, told } = desk();
    const reachesFrom = WALK[100]!.startAt;
    const { bars: all } = world.marketData;
    world.marketData.bars = async (query) => ({
      ...(await all({ ...query, after: Math.max(query.after!, reachesFrom) })),
      ...(query.after! < reachesFrom && { reachesFrom }),
    });
    const fetch = 'fetch --symbol AAPL --interval 1d --from 2014-12-30';
    await expect(run(fetch)).rejects.toThrow(
      '158 new bars of AAPL 1d are archived. 2 years are left (2015, 2014). The source or its plan has none before 2015-05-22: give the same command with one that has, or --from 2015-05-22.',
    );
    await run('fetch --symbol AAPL --interval 1d --from 2015-05-22');
    expect(told).toEqual(['0 new bars of AAPL 1d are archived.']);
    world.marketData.bars = all;
    await run(fetch);
    expect(told.at(-1)).toBe('99 new bars of AAPL 1d are archived.');
  });

  test('says of years before the first bar that their source had none', async () => {
    const { run, printed, told } = desk();
    await run('fetch --symbol AAPL --interval 1d --from 2013-12-02');
    told.splice(0);
    await run('verify');
    expect(printed).toEqual([
      'AAPL 1d 2013  ok  no bars, its source had none of 21\n',
      'AAPL 1d 2014  ok  3 bars of memory, none missing, its source had none of 249 before\n',
      'AAPL 1d 2015  ok  252 bars of memory, none missing\n',
      'AAPL 1d 2016  ok  3 bars of memory, none missing\n',
      '4 archived years are sound.\n',
    ]);
    expect(told).toEqual([]);
  });

  test('fetches nothing from a source that is not configured, also where all is archived', async () => {
    const { run, world } = desk();
    const fetch = 'fetch --symbol AAPL --interval 1d --from 2014-12-30 --to 2015-12-31';
    await run(fetch);
    world.requireSource = () => {
      throw new Problem('CONFIG_INVALID', 'MARKET_DATA names none.');
    };
    await expect(run(fetch)).rejects.toThrow('MARKET_DATA names none.');
  });

  test('says that there is nothing to verify', async () => {
    const { run, printed } = desk();
    await run('verify');
    expect(printed).toEqual(['The archive has no such bars.\n']);
  });

  test('fetches nothing that is still to come', async () => {
    await expect(desk().run('fetch --symbol AAPL --interval 1d --from 2016-01-08')).rejects.toThrow(
      '--from "2016-01-08" is still to come: give a day that has begun.',
    );
  });

  test('exports what was imported, number by number, through real files', async () => {
    const { run, told } = desk();
    const [from, to] = [fileOf(csvOf(WALK)), join(temporaryFolder(), 'out.csv')];
    await run(`import ${from} --symbol AAPL --interval 1d`);
    await run(`export --symbol AAPL --interval 1d --out ${to}`);
    expect(readFileSync(to, 'utf8')).toBe(csvOf(WALK));
    expect(told[0]).toBe('258 new bars of AAPL 1d are archived, 0 stood already, 0 were refused.');
    expect(told[1]).toMatch(/^258 bars of AAPL 1d are in "/);
    await run(`import ${to} --symbol AAPL --interval 1d`);
    expect(told[2]).toBe('0 new bars of AAPL 1d are archived, 258 stood already, 0 were refused.');
  });

  test('exports a stretch to the terminal, and nothing where there is nothing', async () => {
    const { run, printed } = desk();
    await run(`import ${fileOf(csvOf(WALK))} --symbol AAPL --interval 1d`);
    await run('export --symbol AAPL --interval 1d --from 2014-12-31 --to 2015-01-02');
    expect(printed.join('')).toBe(csvOf(WALK.slice(2, 4)));
    const out = join(temporaryFolder(), 'none.csv');
    await expect(run(`export --symbol AAPL --interval 5min --out ${out}`)).rejects.toThrow(
      'The archive has no 5min bars of "AAPL" then: npm run data -- verify says what it has.',
    );
    expect(() => readFileSync(out)).toThrow('ENOENT');
  });

  test('leaves no file behind when a year is damaged on the way', async () => {
    const { run, archive } = desk();
    await run(`import ${fileOf(csvOf(WALK))} --symbol AAPL --interval 1d`);
    const read: BarArchive['read'] = async (place) => {
      if (place.year === 2016) throw new Problem('BARS_INVALID', 'cut short');
      return archive.read(place);
    };
    const out = join(temporaryFolder(), 'out.csv');
    const damaged = desk({ ...archive, read });
    await expect(damaged.run(`export --symbol AAPL --interval 1d --out ${out}`)).rejects.toThrow('cut short');
    expect(() => readFileSync(out)).toThrow('ENOENT');
    await expect(damaged.run('verify')).rejects.toThrow(
      '1 of 3 archived years are damaged: what to do stands beside each.',
    );
    expect(damaged.printed).toEqual([
      'AAPL 1d 2014  ok  3 bars of import, none missing\n',
      'AAPL 1d 2015  ok  252 bars of import, none missing\n',
      'AAPL 1d 2016  DAMAGED  cut short\n',
    ]);
  });

  const spoilt = () => {
    const lines = csvOf(WALK.slice(0, 4)).split('\n');
    return fileOf(
      [lines[0], lines[1], 'x', lines[2], lines[3]?.replace(/,[^,]*$/, ',-1'), lines[1], ''].join('\n'),
    );
  };

  test('takes all of a file or nothing, and tells each refused row with its line', async () => {
    const { run, told, archive } = desk();
    const file = spoilt();
    await expect(run(`import ${file} --symbol AAPL --interval 1d`)).rejects.toThrow(
      /^3 of 5 bars of ".*" are refused, and nothing was archived: correct them, or take the others with --partial\.$/,
    );
    expect(await archive.years()).toEqual([]);
    expect(told).toEqual([
      `${file}:3 wrongColumns: "lines.3": it has not the six columns ${HEADER}; send a value for each.`,
      `${file}:5 volumeNegative: "lines.5.volume" is "-1": send a volume of 0 or more.`,
      `${file}:6 duplicate: "lines.6.timestamp" is "2014-12-29T00:00:00Z": an earlier line has the same bar; leave one of them out.`,
    ]);
  });

  test('takes the sound rows of a file with --partial', async () => {
    const { run, printed, told } = desk();
    await run(`import ${spoilt()} --symbol AAPL --interval 1d --partial`);
    expect(told.at(-1)).toBe('2 new bars of AAPL 1d are archived, 0 stood already, 3 were refused.');
    await run('verify --symbol AAPL');
    expect(printed).toEqual([
      'AAPL 1d 2014  ok  2 bars of import, none missing\n',
      '1 archived years are sound.\n',
    ]);
  });

  test.each([
    ['no such file', '/no/such/file.csv', /^The file "\/no\/such\/file\.csv" cannot be read: ENOENT/],
    ['another header', undefined, /^The first line is "a,b"; send "timestamp,open,high,low,close,volume"\.$/],
  ])('says of an import that there is %s', async (_, path, message) => {
    const { run } = desk();
    await expect(run(`import ${path ?? fileOf('a,b\n')} --symbol A --interval 1d`)).rejects.toThrow(message);
  });

  test('writes what was published of a symbol, to the terminal and into a file', async () => {
    const { run, printed, told } = desk();
    const first = '2015-12-01T14:10:49Z,0.25,-0.1,"A, B ""and"" C",\'=cmd(),https://example.com/1';
    const second = '2016-01-06T09:00:00Z,1,0,D,Plain,https://example.com/2';
    const header = 'published,relevance,sentiment,publisher,title,url';
    await run('news --symbol AAPL --from 2015-12-01');
    expect(printed.join('')).toBe([header, first, second, ''].join('\n'));
    const out = join(temporaryFolder(), 'news.csv');
    await run(`news --symbol AAPL --from 2015-12-01 --to 2015-12-31 --out ${out}`);
    expect(readFileSync(out, 'utf8')).toBe([header, first, ''].join('\n'));
    expect(told).toEqual([`1 articles about AAPL are in "${out}".`]);
  });

  test.each([
    ['QUIET', 'Nothing was published about "QUIET" then: give an earlier --from.'],
    ['NOPE', 'symbol "NOPE" has no news. Check the spelling.'],
  ])('leaves no file of news of %s', async (symbol, message) => {
    const out = join(temporaryFolder(), 'news.csv');
    await expect(desk().run(`news --symbol ${symbol} --from 2015-12-01 --out ${out}`)).rejects.toThrow(
      message,
    );
    expect(() => readFileSync(out)).toThrow('ENOENT');
  });

  test('shows its help', async () => {
    const { run, printed } = desk();
    await run('--help');
    expect(printed.join('')).toMatch(/^npm run data -- fetch .*Exit codes: 0 done, 1 failed.*\n$/s);
  });
});

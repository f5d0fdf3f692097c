import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { type EvaluateOptions, parseEvaluateOptions } from '../../../lib/cli/evaluateOptions';
import { runEvaluation } from '../../../lib/cli/runEvaluation';
import type { RawBar } from '../../../lib/market/bar';
import { csvFolder, csvText, removeCsvFolders } from '../../support/csvFolder';
import { wanderingBars } from '../../support/madeBars';
import { wanderingSessions } from '../../support/madeSessions';
import { forecastsIn, scoredFile } from '../../support/scoredFile';
import { removeTemporaryFolders, temporaryFolder } from '../../support/temporaryFolder';

jest.setTimeout(120_000);
afterAll(removeCsvFolders);
afterAll(removeTemporaryFolders);

const folderOf = (series: Readonly<Record<string, { readonly bars: readonly RawBar[] }>>) =>
  csvFolder(
    Object.fromEntries(Object.entries(series).map(([name, { bars }]) => [`${name}.csv`, csvText(bars)])),
  );

const DAILY = folderOf({
  A: wanderingBars({ seed: 61, count: 900, storms: 0.2 }),
  B: wanderingBars({ seed: 62, count: 1_100, storms: 0.2 }),
});
const INTRADAY = folderOf({
  A: wanderingSessions({ seed: 63, count: 42, storms: 0.3 }),
  B: wanderingSessions({ seed: 64, count: 45, storms: 0.3 }),
});

async function ran(data: Promise<string>, ...argv: readonly string[]) {
  const options = parseEvaluateOptions(['--data', await data, ...argv]) as EvaluateOptions;
  const screen = new PassThrough();
  const evaluated = await runEvaluation(options, screen);
  return { evaluated, said: String(screen.read() ?? '') };
}

describe.each([
  ['daily', DAILY, ['--horizons', '1d,5d', '--models', 'har,ridge']],
  ['intraday', INTRADAY, ['--interval', '5min', '--horizons', '1h', '--models', 'har']],
])('the forecasts of %s bars in a file', (_bars, data, argv) => {
  const folder = temporaryFolder();
  const out = join(folder, 'forecasts.csv');
  let evaluated: Awaited<ReturnType<typeof ran>>['evaluated'];
  beforeAll(async () => {
    ({ evaluated } = await ran(data, ...argv, '--out', out, '--resume', join(folder, 'kept')));
  });

  it('give who scores them alone the figures that are printed', () => {
    const lines = forecastsIn(out);
    const names = argv[argv.indexOf('--horizons') + 1]!.split(',');
    for (const [place, { models }] of evaluated.entries())
      for (const { model, pooled } of models) {
        const scored = scoredFile(lines, model, names[place]!);
        expect(scored.cases).toBe(pooled.cases);
        expect(scored.levels).toBe(pooled.reliability.reduce((sum, { cases }) => sum + cases, 0));
        expect(scored.coverage90).toBeCloseTo(pooled.coverage90.is, 12);
        pooled.coverageByTercile.forEach(({ coverage }, third) =>
          expect(scored.byTercile[third]).toBeCloseTo(coverage!, 12),
        );
        expect(scored.worst250 ?? 1).toBeCloseTo(pooled.worstCoverage ?? 1, 12);
        expect(scored.calibrationError).toBeCloseTo(pooled.calibrationError!, 10);
      }
  });

  it('are of prices that were there', async () => {
    const first = forecastsIn(out).find(({ level }) => level !== '');
    const rows = readFileSync(join(await data, 'A.csv'), 'utf8').split('\n');
    const closes = rows.map((row) => Number(Number(row.split(',')[4]).toPrecision(12)));
    expect(closes).toContain(Number(first!['realised']));
    expect(Number(first!['low90'])).toBeLessThan(Number(first!['high90']));
    expect(Number(first!['level'])).toBeGreaterThan(0);
  });

  it('are the same bytes each time, and so is all that is said of them', async () => {
    const again = join(folder, 'again.csv');
    const second = await ran(data, ...argv, '--out', again, '--resume', join(folder, 'kept again'));
    expect(readFileSync(again).equals(readFileSync(out))).toBe(true);
    expect(JSON.stringify(second.evaluated)).toBe(JSON.stringify(evaluated));
  });

  it('are the same when they are taken from what was kept', async () => {
    const kept = join(folder, 'from kept.csv');
    const { evaluated: taken, said } = await ran(
      data,
      ...argv,
      '--out',
      kept,
      '--resume',
      join(folder, 'kept'),
    );
    expect(said).toContain('results were taken from a run before');
    expect(readFileSync(kept).equals(readFileSync(out))).toBe(true);
    expect(JSON.stringify(taken)).toBe(JSON.stringify(evaluated));
  });
});

describe('what is kept of an evaluation', () => {
  const argv = ['--horizons', '1d', '--models', 'har'];
  const keep = async () => {
    const folder = join(temporaryFolder(), 'kept');
    await ran(DAILY, ...argv, '--resume', folder);
    return { folder, files: readdirSync(folder).map((name) => join(folder, name)) };
  };

  it('is one file a symbol and horizon, and is not taken for other options or bars', async () => {
    const { folder, files } = await keep();
    expect(files).toHaveLength(2);
    expect((await ran(DAILY, '--horizons', '1d', '--models', 'ewma', '--resume', folder)).said).toBe('');
    expect((await ran(DAILY, '--horizons', '5d', '--models', 'har', '--resume', folder)).said).toBe('');
    const other = folderOf({ A: wanderingBars({ seed: 65, count: 900, storms: 0.2 }) });
    expect((await ran(other, ...argv, '--resume', folder)).said).toBe('');
    expect((await ran(DAILY, ...argv, '--resume', folder)).said).toContain('2 results were taken');
  });

  it('is made anew where a file is damaged or cut short', async () => {
    const { folder, files } = await keep();
    writeFileSync(files[0]!, readFileSync(files[0]!).subarray(0, 1_000));
    const flipped = readFileSync(files[1]!);
    flipped[500]! ^= 1;
    writeFileSync(files[1]!, flipped);
    expect((await ran(DAILY, ...argv, '--resume', folder)).said).toBe('');
    expect((await ran(DAILY, ...argv, '--resume', folder)).said).toContain('2 results were taken');
  });

  it.each([
    ['ends', '3d'],
    ['fails', '3d,800d'],
  ])('goes when a run %s that was not told to keep it', async (how, horizons) => {
    const cache = join(__dirname, '../../../node_modules/.cache/evaluate');
    mkdirSync(cache, { recursive: true });
    const before = readdirSync(cache);
    const run = ran(DAILY, '--horizons', horizons, '--models', 'har');
    await (how === 'ends' ? run : expect(run).rejects.toMatchObject({ code: 'BARS_INSUFFICIENT' }));
    expect(readdirSync(cache).filter((name) => !before.includes(name))).toEqual([]);
  });
});

describe('a file of forecasts', () => {
  it('that is there is not replaced unless it is said, and nothing is computed first', async () => {
    const out = join(temporaryFolder(), 'there.csv');
    writeFileSync(out, 'mine');
    await expect(ran(DAILY, '--horizons', '1d', '--out', out)).rejects.toThrow('exists');
    expect(readFileSync(out, 'utf8')).toBe('mine');
  });

  it('is not there where the evaluation failed', async () => {
    const folder = temporaryFolder();
    const argv = ['--symbols', 'A,NONE', '--horizons', '1d', '--out', join(folder, 'f.csv')];
    await expect(ran(DAILY, ...argv)).rejects.toMatchObject({ code: 'SYMBOL_UNKNOWN' });
    expect(existsSync(join(folder, 'f.csv'))).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('the page of an evaluation', () => {
  const argv = ['--horizons', '1d', '--models', 'har'];
  const page = join(temporaryFolder(), 'page.html');
  beforeAll(() => ran(DAILY, ...argv, '--report', page));
  const text = () => readFileSync(page, 'utf8');

  it('has the tables, and three drawings of each series and model that is no baseline', () => {
    expect(text()).toContain('<h2>1d ahead</h2><pre>1d ahead: 2 series');
    expect(text().match(/<svg /g)).toHaveLength(6);
    expect([...text().matchAll(/<summary>(.*?)<\/summary>/g)].map(([, name]) => name)).toEqual([
      'A, 1d ahead',
      'B, 1d ahead',
    ]);
    expect(text()).toContain('B, 1d ahead, har: outcomes inside the 90 % interval');
    expect(text()).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('loads nothing and runs nothing', () => {
    expect(text().replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(
      /https?:|<script|<link|<img|@import|url\(/,
    );
  });

  it('is the same bytes each time, beside a file of forecasts too', async () => {
    const folder = temporaryFolder();
    const [again, out] = [join(folder, 'again.html'), join(folder, 'forecasts.csv')];
    await ran(DAILY, ...argv, '--report', again, '--out', out);
    expect(readFileSync(again, 'utf8')).toBe(text());
    expect(existsSync(out)).toBe(true);
  });

  it('that is there is not replaced unless it is said, and nothing is computed first', async () => {
    const [there, out] = [join(temporaryFolder(), 'there.html'), join(temporaryFolder(), 'forecasts.csv')];
    writeFileSync(there, 'mine');
    const told = 'exists: name another with --report, or replace it with --force.';
    await expect(ran(DAILY, ...argv, '--report', there, '--out', out)).rejects.toThrow(told);
    expect([readFileSync(there, 'utf8'), existsSync(out)]).toEqual(['mine', false]);
    await ran(DAILY, ...argv, '--report', there, '--force');
    expect(readFileSync(there, 'utf8')).toBe(text());
  });

  it('is not there where the evaluation failed', async () => {
    const folder = temporaryFolder();
    const failing = ['--symbols', 'A,NONE', '--horizons', '1d', '--report', join(folder, 'page.html')];
    await expect(ran(DAILY, ...failing)).rejects.toMatchObject({ code: 'SYMBOL_UNKNOWN' });
    expect(readdirSync(folder)).toEqual([]);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { s3Client } from '../../lib/adapters/s3/s3Client';
import { parseDataOptions } from '../../lib/cli/dataOptions';
import { dataPlaceOf } from '../../lib/cli/dataPlace';
import { runDataCommand } from '../../lib/cli/runDataCommand';
import { composeDataDesk } from '../../lib/compose/dataDesk';
import { writeReplayCsv } from '../../lib/local/writeReplayCsv';
import { cloudAddress } from '../support/awsCloud';
import { quietProgress } from '../support/quietProgress';
import { ROOT } from '../support/repository';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporaryFolder';
import { unique } from '../support/unique';
import { silentLog } from '../support/world';

/** `npm run data` on a bucket, with everything that it is composed of. */
describe('the data desk', () => {
  const client = s3Client(cloudAddress());
  const bucket = unique('spa-desk');
  const folder = temporaryFolder();
  const told: string[] = [];

  beforeAll(async () => {
    await client.send(new CreateBucketCommand({ Bucket: `${bucket}-123456789012` }));
    await writeReplayCsv(folder, ROOT);
  });
  afterAll(() => {
    client.destroy();
    removeTemporaryFolders();
  });

  const run = async (line: string, at: object = {}, env: object = {}) => {
    const { command, ...options } = parseDataOptions(line.split(' '));
    const place = { ...dataPlaceOf(options, process.env), bucket, isWholeName: false, ...at };
    const desk = composeDataDesk(place, { MARKET_DATA: '', MARKET_DATA_DIR: folder, ...env }, silentLog);
    await runDataCommand(desk, command, {
      print: async (text) => void told.push(text.replace(/\n$/, '')),
      tell: (text) => void told.push(text),
      progress: quietProgress,
    });
    return told.splice(0);
  };

  it('archives bars of the replay once, and finds them sound', async () => {
    const fetch = 'fetch --symbol ^GSPC --interval 1d --from 2007-01-01 --to 2008-12-31';
    expect(await run(fetch)).toEqual(['504 new bars of ^GSPC 1d are archived.']);
    expect(await run(fetch)).toEqual(['0 new bars of ^GSPC 1d are archived.']);
    expect(await run('verify --symbol ^GSPC')).toEqual([
      '^GSPC 1d 2007  ok  251 bars of replay, none missing',
      '^GSPC 1d 2008  ok  253 bars of replay, none missing',
      '2 archived years are sound.',
    ]);
  });

  it('archives bars of a folder beside them, and tells what lies between', async () => {
    const fetch = 'fetch --symbol ^GSPC --interval 1d --from 2010-01-01 --to 2010-12-31';
    expect(await run(fetch, {}, { MARKET_DATA: 'csv' })).toEqual(['252 new bars of ^GSPC 1d are archived.']);
    expect((await run('verify'))[2]).toBe(
      '^GSPC 1d 2010  ok  252 bars of csv, 252 missing, the first at 2009-01-02T00:00:00.000Z',
    );
  });

  it('brings what it has exported back under another name', async () => {
    const [first, second] = [join(folder, 'first.csv'), join(folder, 'second.csv')];
    await run(`export --symbol ^GSPC --interval 1d --out ${first}`);
    await run(`import ${first} --symbol COPY --interval 1d`);
    await run(`export --symbol COPY --interval 1d --out ${second}`);
    expect(readFileSync(second, 'utf8')).toBe(readFileSync(first, 'utf8'));
    expect(readFileSync(second, 'utf8').split('\n')).toHaveLength(504 + 252 + 2);
  });

  it('says which bucket there is none of, and which key is missing', async () => {
    await expect(run('verify', { bucket: unique('gone') })).rejects.toThrow(
      /^No bucket of this account is named "/,
    );
    const fetch = 'fetch --symbol AAPL --interval 1d --from 2020-01-01';
    await expect(run(fetch, {}, { MARKET_DATA: 'fmp' })).rejects.toThrow(
      'The environment is not complete: FMP_API_KEY is missing.',
    );
  });
});

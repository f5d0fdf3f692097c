import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SIM_KEY } from '../../lib/local/vendorSim/answers';
import type { RunningStack } from '../support/runningStack';
import { startStack, until } from '../support/runningStack';

jest.setTimeout(240_000);

const directory = mkdtempSync(join(tmpdir(), 'alerter-vendors-'));
let stack: RunningStack;

beforeAll(() => {
  stack = startStack({ directory, port: 4470, sessionMs: 1_000, args: ['--vendor-sim'] });
});

afterAll(async () => {
  await stack.kill();
  rmSync(directory, { recursive: true, force: true });
});

const said = (text: string) => until(`"${text}"`, 120_000, async () => stack.output().includes(text));

const sourcesOf = async (symbol: string): Promise<readonly string[]> => {
  const { body } = await stack.api('GET', `/v1/bars/${symbol}?interval=5min&limit=1000`);
  return [...new Set<string>(body.data.items.map(({ source }: { source: string }) => source))].sort();
};

describe('vendors that stand in for real ones', () => {
  it('serve until the first goes down, and then the second does: the terminal tells, and alerts go on', async () => {
    await said('alphaVantage and fmp answer');
    await said('alphaVantage,fmp: a local stand-in');
    await said('Source    alphaVantage (stand-in): not quotes of any market');
    expect(await sourcesOf('DEMO.A')).toEqual(['alphaVantage (stand-in)']);
    await said('alphaVantage answers 503');
    await said('fmp serves in place of alphaVantage (MARKET_UNAVAILABLE)');
    await said('alphaVantage is left alone until ');
    await until('bars of fmp', 30_000, async () => (await sourcesOf('DEMO.A')).includes('fmp (stand-in)'));
    const { status, body } = await stack.api('GET', '/v1/quotes/DEMO.A');
    expect([status, body.data.source]).toEqual([200, 'fmp (stand-in)']);
    expect(await stack.text('/metrics')).toMatch(
      /vendor_calls_total\{vendor="alphaVantage",outcome="unavailable"\} \d/,
    );
  });

  it('are asked with a key that no log line tells', () => {
    const logged = readFileSync(join(directory, 'offline.log'), 'utf8') + stack.output();
    expect(logged).toContain('alphaVantage');
    expect(logged).not.toContain(SIM_KEY);
  });
});

import { vendorsOf, PARTS, readConfig, type Vendor } from '../../../../lib/config';
import { openVendors } from '../../../../lib/compose/openVendors';
import { standIn } from '../../../../lib/local/vendorSim/standIn';
import { undoList } from '../../../../lib/local/undo';
import { writeReplayCsv } from '../../../../lib/local/writeReplayCsv';
import { ROOT } from '../../../support/repository';
import { removeTemporaryFolders, temporaryFolder } from '../../../support/temporaryFolder';
import { vendorWorld } from '../../../support/vendorWorld';

afterAll(removeTemporaryFolders);

const HOUR_MS = 3_600_000;

/** What functions are told that ask vendors which stand in for real ones, an hour after the first session began. */
async function told() {
  const directory = temporaryFolder();
  await writeReplayCsv(directory, ROOT);
  const undo = undoList();
  const played = {
    MARKET_DATA: 'replay',
    MARKET_DATA_DIR: directory,
    REPLAY_START: '2008-08-01',
    REPLAY_SESSION_MS: '1000',
    REPLAY_ORIGIN_MS: String(Date.now() - HOUR_MS),
    SIMULATOR_BAR_MS: '1000',
  };
  const said: string[] = [];
  const started = await standIn(played, { undo, names: 'fmp,alphaVantage', say: (text) => said.push(text) });
  const environment = { ...played, ...started.environment };
  return { ...started, environment, said, undo };
}

describe('vendors that stand in for real ones', () => {
  it('serve what is played, as far as it is, under the names that were asked for', async () => {
    const { environment, undo, said } = await told();
    const config = readConfig(PARTS.source, environment);
    expect([config.MARKET_DATA, config.MARKET_CLOCK]).toEqual([['fmp', 'alphaVantage'], 'played']);
    const vendors = vendorsOf(config, config.MARKET_DATA as readonly Vendor[]);
    const isStandIn = config.MARKET_CLOCK === 'played';
    const marketData = openVendors(vendors, { ...vendorWorld(Date.now()), isStandIn });
    const query = { interval: '1d', upTo: Date.UTC(2009, 0, 1), limit: 3 } as const;
    const daily = await marketData.bars({ ...query, symbol: '^GSPC' });
    expect([daily.source, daily.bars.length]).toEqual(['fmp (stand-in)', 3]);
    const simulated = { symbol: 'DEMO.C', interval: '5min', upTo: Date.UTC(2024, 0, 5), limit: 100 } as const;
    expect((await marketData.bars(simulated)).bars).toHaveLength(100);
    await expect(marketData.bars({ ...query, symbol: 'NOBODY' })).rejects.toMatchObject({
      code: 'SYMBOL_UNKNOWN',
    });
    await undo.run((line) => said.push(line));
  });

  it('answer until they are let go, and say then what happens', async () => {
    const { said, begin, undo } = await told();
    expect(said).toEqual([]);
    begin();
    expect(said).toEqual(['fmp and alphaVantage answer']);
    await undo.run((line) => said.push(line));
  });
});

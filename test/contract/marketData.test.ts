import { csvMarketData } from '../../lib/adapters/csv/csvMarketData';
import { memoryMarketData } from '../../lib/adapters/memory/memoryMarketData';
import { csvFolder, csvText, removeCsvFolders } from '../support/csvFolder';
import { marketDataContract } from './marketData.contract';

afterAll(removeCsvFolders);

marketDataContract('memoryMarketData', async (served) => memoryMarketData(served));

marketDataContract('csvMarketData', async (served) => {
  const files = served.map(({ symbol, bars }) => [`${symbol}.csv`, csvText(bars)] as const);
  return csvMarketData(await csvFolder(Object.fromEntries(files)));
});

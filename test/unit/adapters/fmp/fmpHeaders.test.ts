import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fmpMarketData } from '../../../../lib/adapters/fmp/fmpMarketData';
import { fmpQuotes } from '../../../../lib/adapters/fmp/fmpQuotes';
import { askingAt, vendorWorld } from '../../../support/vendorWorld';

const NOW = Date.UTC(2024, 6, 3);
const ASKED = { symbol: 'ACME', interval: '1d', upTo: NOW, after: Date.UTC(2024, 5, 1) } as const;

const keys: string[] = [];
const server = createServer((request, response) => {
  keys.push(String(request.headers['apikey']));
  response.writeHead(401).end();
});
let origin: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => void keys.splice(0));
afterAll(() => new Promise((resolve) => server.close(resolve)));

/** What becomes of a key, asked with for bars and for a quote. */
function refusals(key: string): readonly Promise<unknown>[] {
  const [asking, apiKey] = [askingAt(origin, vendorWorld(NOW)), async () => key];
  return [fmpMarketData(asking, apiKey).bars(ASKED), fmpQuotes(asking, apiKey).quotes(['ACME'])].map((one) =>
    one.catch((error: unknown) => error),
  );
}

describe('a key of Financial Modeling Prep', () => {
  it.each([
    ['a line break', 'odd\nkey'],
    ['a carriage return', 'odd\rkey'],
    ['a NUL', 'odd\0key'],
    ['another control character', 'odd\x01key'],
    ['a DEL', 'odd\x7fkey'],
    ['letters beyond Latin-1', 'oddключkey'],
    ['half a surrogate', 'odd\ud800key'],
  ])('that holds %s is refused by the name of its variable, and not told', async (_what, key) => {
    for (const refusal of await Promise.all(refusals(key))) {
      expect(refusal).toMatchObject({
        code: 'MARKET_AUTH',
        message: 'The key in FMP_API_KEY holds characters that no HTTP header can carry. Correct it.',
      });
      const { stack, cause } = refusal as Error;
      expect(JSON.stringify([refusal, stack, cause])).not.toContain('odd');
    }
    expect(keys).toEqual([]);
  });

  it.each([
    ['a tab', 'odd\tkey', 'odd\tkey'],
    ['signs of a URL', 'odd &=?#%+/"key', 'odd &=?#%+/"key'],
    ['letters of Latin-1', 'odd\xe9key', 'odd\xe9key'],
  ])('that holds %s is sent', async (_what, key, sent) => {
    await Promise.all(refusals(key));
    expect(keys).toEqual([sent, sent]);
  });
});

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { accountOf } from '../../../../lib/local/resources/accountOf';

/** What is found out of an emulator that answers everything so. */
async function foundAt(answer: string): Promise<{ account: string; asked: string }> {
  let asked = '';
  const server = createServer((request, response) => {
    request.on('data', (chunk: Buffer) => (asked += chunk.toString()));
    request.on('end', () => response.end(answer));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const account = await accountOf(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  server.closeAllConnections();
  server.close();
  return { account, asked };
}

describe('accountOf', () => {
  it('is the account that the emulator names', async () => {
    const answer = '<GetCallerIdentityResult><Account>123456789012</Account></GetCallerIdentityResult>';
    expect(await foundAt(answer)).toEqual({
      account: '123456789012',
      asked: 'Action=GetCallerIdentity&Version=2011-06-15',
    });
  });

  it('is the usual one where the emulator names none', async () => {
    expect((await foundAt('<Error/>')).account).toBe('000000000000');
    expect(await accountOf('http://127.0.0.1:9')).toBe('000000000000');
  });
});

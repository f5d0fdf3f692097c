import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { vendorTransport } from '../../../../lib/adapters/vendor/vendorTransport';

const REQUEST = { path: '/query', query: { symbol: '^GSPC', apikey: 'k&1' }, headers: { apikey: 'h' } };

/** What a server answers, and the requests that it has seen. */
async function served(
  answer: (path: string) => { status: number; headers?: Record<string, string>; body: string },
) {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.url ?? ''} ${String(request.headers['apikey'])}`);
    const { status, headers = {}, body } = answer(request.url ?? '');
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { origin, seen, close: () => new Promise((resolve) => server.close(resolve)) };
}

test('a request carries its query and headers, and its answer comes as it is', async () => {
  const { origin, seen, close } = await served(() => ({
    status: 418,
    headers: { 'content-type': 'text/x-tea', date: 'Tue, 02 Jul 2024 13:30:00 GMT' },
    body: 'é',
  }));
  expect(await vendorTransport(origin)(REQUEST)).toEqual({
    status: 418,
    contentType: 'text/x-tea',
    text: 'é',
    date: Date.UTC(2024, 6, 2, 13, 30),
  });
  expect(seen).toEqual(['/query?symbol=%5EGSPC&apikey=k%261 h']);
  await close();
});

test('a vendor that tells no time that can be read has none', async () => {
  const { origin, close } = await served(() => ({ status: 200, headers: { date: 'soon' }, body: '' }));
  expect(await vendorTransport(origin)(REQUEST)).toEqual({ status: 200, contentType: '', text: '' });
  await close();
});

test('a redirect is not followed, for it would carry the key elsewhere', async () => {
  const { origin, seen, close } = await served(() => ({
    status: 302,
    headers: { location: '/elsewhere' },
    body: '',
  }));
  expect(await vendorTransport(origin)(REQUEST)).toBeUndefined();
  expect(seen).toHaveLength(1);
  await close();
});

test.each([
  ['TypeError', 'is no answer', undefined],
  ['TimeoutError', 'is a late one', 'late'],
])('a %s of the network %s', async (name, _what, answer) => {
  const failing = () => Promise.reject(Object.assign(new Error('failed'), { name }));
  expect(await vendorTransport('http://x', failing as typeof fetch)(REQUEST)).toBe(answer);
});

test('a bug is thrown as it is', async () => {
  const broken = () => Promise.reject(new RangeError('a bug'));
  await expect(vendorTransport('http://x', broken as typeof fetch)(REQUEST)).rejects.toBeInstanceOf(
    RangeError,
  );
});

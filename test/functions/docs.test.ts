import { gunzipSync } from 'node:zlib';
import { httpHandlers, lambdaContext } from '../support/doorHandlers';
import { httpEvent } from '../support/httpEvent';
import { textOf } from '../support/repository';
import { world } from '../support/world';

const { docs } = httpHandlers(world({ bars: {}, marketNow: 0 }).deps);
const GZIP = { 'accept-encoding': 'br, gzip;q=0.8' };
const MOST_BYTES_OF_AN_ANSWER = 6_000_000;

const get = (path: string, headers = {}) => docs(httpEvent(`GET ${path}`, { headers }), lambdaContext);
const file = (name: string, headers = {}) =>
  docs(httpEvent('GET /docs/{file}', { params: { file: name }, headers }), lambdaContext);

/** What the page loads, by the attributes that name it. */
async function loaded(): Promise<readonly string[]> {
  const { body = '' } = await get('/docs');
  return [...body.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, path = '']) => path);
}

test('the bare address leads to the reference', async () => {
  const { statusCode, headers, body } = await get('/');
  expect([statusCode, headers?.['location'], body]).toEqual([302, '/docs', undefined]);
});

test('the page says in its headers that it takes nothing from elsewhere', async () => {
  expect(await get('/docs')).toMatchObject({
    statusCode: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'content-security-policy':
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    },
  });
});

test('the page loads files that are served beside it, and has nothing inline', async () => {
  const paths = (await loaded()).filter((path) => path !== 'data:,' && path !== '/openapi.json');
  expect(paths).toEqual(
    ['swagger-ui.css', 'page.css', 'swagger-ui-bundle.js', 'page.js'].map((name) => `/docs/${name}`),
  );
  for (const path of paths) expect((await file(path.replace('/docs/', ''))).statusCode).toBe(200);
  const { body = '' } = await get('/docs');
  expect(body).not.toMatch(/<style|<script>|\son\w+=|\sstyle=|https?:/);
});

test.each([
  ['swagger-ui.css', 'text/css; charset=utf-8'],
  ['swagger-ui-bundle.js', 'text/javascript; charset=utf-8'],
])('%s arrives as its package has it, compressed or not', async (name, mediaType) => {
  const plain = await file(name);
  const packed = await file(name, GZIP);
  expect(plain.body).toBe(textOf(`node_modules/swagger-ui-dist/${name}`));
  expect(gunzipSync(Buffer.from(packed.body ?? '', 'base64')).toString()).toBe(plain.body);
  expect([plain.isBase64Encoded, packed.isBase64Encoded]).toEqual([undefined, true]);
  expect(packed.headers).toMatchObject({
    'content-type': mediaType,
    'content-encoding': 'gzip',
    vary: 'accept-encoding',
    'cache-control': 'public, max-age=3600',
  });
  expect(Buffer.byteLength(JSON.stringify(plain))).toBeLessThan(MOST_BYTES_OF_AN_ANSWER);
});

test.each(['identity', 'br', 'gzip;q=0', 'gzip; q=0.0', 'x-gzip2', ''])(
  'a caller that says "%s" is sent the file as it is',
  async (encodings) => {
    const { headers, body } = await file('page.js', { 'accept-encoding': encodings });
    expect(headers?.['content-encoding']).toBeUndefined();
    expect(body).toContain("url: '/openapi.json'");
  },
);

test.each(['index.html', '../package.json', 'toString', '__proto__', 'LICENSE'])(
  '%s is no file of the page',
  async (name) => {
    const { statusCode, body = '' } = await file(name);
    expect([statusCode, JSON.parse(body).error.message]).toEqual([
      404,
      `The reference has no file "${name}"; its page is at "/docs".`,
    ]);
  },
);

test('the page asks no validator on the web', async () => {
  expect((await file('page.js')).body).toContain('validatorUrl: null');
});

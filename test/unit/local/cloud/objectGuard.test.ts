import type { Emulators } from '../../../../lib/local/cloud/emulators';
import type { CloudRequest } from '../../../../lib/local/cloud/exchange';
import { guardObjects } from '../../../../lib/local/cloud/objectGuard';

/** A bucket whose writes take a moment, as if it were far away. */
function slowBucket(etags: Record<string, string>) {
  const forwarded: string[] = [];
  const types: (string | undefined)[] = [];
  const fauxqs = async ({ method, url, headers }: CloudRequest) => {
    types.push(headers['content-type']);
    await new Promise((resolve) => setTimeout(resolve, 5));
    forwarded.push(method);
    etags[url] = `"${forwarded.length}"`;
    return { status: 200, headers: {}, body: '' };
  };
  const headObject = (bucket: string, key: string) => {
    const etag = etags[`/${bucket}/${key}`];
    if (etag === undefined) throw new Error('NoSuchKey');
    return { etag };
  };
  const guard = guardObjects({ fauxqs, stores: { s3Store: { headObject } } } as unknown as Emulators);
  const ask = async (headers: object, { method = 'PUT', url = '/models/a' } = {}) =>
    (await guard({ method, url, headers: headers as Record<string, string>, body: Buffer.alloc(0) })).status;
  return { ask, forwarded, types };
}

describe('guardObjects', () => {
  it.each<[string, Record<string, string>, object, number]>([
    ['a write without a condition passes', { '/models/a': '"e"' }, {}, 200],
    ['a new object passes If-None-Match', {}, { 'if-none-match': '*' }, 200],
    ['an existing object fails If-None-Match', { '/models/a': '"e"' }, { 'if-none-match': '*' }, 412],
    ['the read object passes If-Match', { '/models/a': '"e"' }, { 'if-match': '"e"' }, 200],
    ['the read object passes If-Match without quotes', { '/models/a': '"e"' }, { 'if-match': 'e' }, 200],
    ['another object fails If-Match', { '/models/a': '"e"' }, { 'if-match': '"f"' }, 412],
    ['a missing object fails If-Match', {}, { 'if-match': '"e"' }, 404],
  ])('%s', async (_title, etags, headers, status) => {
    const { ask, forwarded } = slowBucket(etags);
    expect(await ask(headers)).toBe(status);
    expect(forwarded).toHaveLength(status === 200 ? 1 : 0);
  });

  it('lets one of many that create the same object win', async () => {
    const { ask } = slowBucket({});
    const statuses = await Promise.all([1, 2, 3, 4].map(() => ask({ 'if-none-match': '*' })));
    expect(statuses.sort()).toEqual([200, 412, 412, 412]);
  });

  it('judges a deletion by its condition too', async () => {
    expect(await slowBucket({ '/models/a': '"e"' }).ask({ 'if-match': '"f"' }, { method: 'DELETE' })).toBe(
      412,
    );
  });

  it('reads keys as they were written', async () => {
    const { ask } = slowBucket({ '/models/a b/c': '"e"' });
    expect(await ask({ 'if-none-match': '*' }, { url: '/models/a%20b/c' })).toBe(412);
  });

  it('refuses tags, which would overwrite the object', async () => {
    const { ask, forwarded } = slowBucket({ '/models/a': '"e"' });
    expect([await ask({}, { url: '/models/a?tagging' }), forwarded]).toEqual([501, []]);
  });

  it('takes an object for bytes when its writer does not say what it is', async () => {
    const { ask, types } = slowBucket({});
    await ask({});
    await ask({ 'content-type': 'text/csv' });
    expect(types).toEqual(['application/octet-stream', 'text/csv']);
  });

  it('asks no condition of a read', async () => {
    expect(await slowBucket({ '/models/a': '"e"' }).ask({ 'if-none-match': '*' }, { method: 'GET' })).toBe(
      200,
    );
  });
});

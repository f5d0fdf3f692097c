import type { Emulators } from './emulators';
import { xmlError } from './exchange';
import type { CloudRequest, CloudResponse } from './exchange';

/** Sub-resources that fauxqs would store as if they were the object itself. */
const UNSUPPORTED = ['tagging', 'acl', 'retention', 'legal-hold', 'torrent', 'restore'];

/**
 * S3: fauxqs ignores the conditions of a write, so they are judged here, one write of a key at a time; and
 * it has no empty objects, which are given to it in another spelling.
 *
 * Edge    `If-None-Match: *` on an existing object and `If-Match` with another ETag answer 412, `If-Match` on
 *         a missing object 404, as S3 does.
 */
export function guardObjects(emulators: Emulators): (request: CloudRequest) => Promise<CloudResponse> {
  const writing = new Map<string, Promise<unknown>>();
  return async (request) => {
    const { pathname, searchParams } = new URL(request.url, 'http://s3');
    const unsupported = UNSUPPORTED.find((name) => searchParams.has(name));
    if (unsupported !== undefined)
      return xmlError(501, 'NotImplemented', `The local S3 does not know ?${unsupported}.`);
    if (request.method !== 'PUT' && request.method !== 'DELETE') return emulators.fauxqs(request);
    const before = writing.get(pathname) ?? Promise.resolve();
    const write = before.then(
      () => judge(emulators, request, pathname) ?? emulators.fauxqs(withBody(request, pathname)),
    );
    const settled = write.then(
      () => undefined,
      () => undefined,
    );
    writing.set(pathname, settled);
    try {
      return await write;
    } finally {
      if (writing.get(pathname) === settled) writing.delete(pathname);
    }
  };
}

const LAST_CHUNK = Buffer.from('0\r\n\r\n');

/** What S3 takes an object for whose writer does not say. */
const UNTYPED = 'application/octet-stream';

/**
 * fauxqs takes an empty object for a missing body: it is sent in chunks, of which there is only the last. One
 * without a type it cannot read.
 */
function withBody(request: CloudRequest, pathname: string): CloudRequest {
  const isObject = pathname.slice(1).includes('/');
  if (request.method !== 'PUT' || !isObject) return request;
  const typed = { ...request, headers: { 'content-type': UNTYPED, ...request.headers } };
  if (request.body.length > 0) return typed;
  const { 'content-length': _length, ...headers } = typed.headers;
  return { ...request, headers: { ...headers, 'content-encoding': 'aws-chunked' }, body: LAST_CHUNK };
}

function judge(emulators: Emulators, request: CloudRequest, pathname: string): CloudResponse | undefined {
  const { 'if-match': ifMatch, 'if-none-match': ifNoneMatch } = request.headers;
  if (ifMatch === undefined && ifNoneMatch === undefined) return undefined;
  const etag = currentEtag(emulators, pathname);
  if (ifNoneMatch !== undefined && etag !== undefined) return preconditionFailed();
  if (ifMatch === undefined) return undefined;
  if (etag === undefined) return xmlError(404, 'NoSuchKey', 'The specified key does not exist.');
  return ifMatch === '*' || unquoted(ifMatch) === unquoted(etag) ? undefined : preconditionFailed();
}

function currentEtag(emulators: Emulators, pathname: string): string | undefined {
  const [bucket = '', ...key] = pathname.slice(1).split('/').map(decodeURIComponent);
  try {
    return emulators.stores.s3Store.headObject(bucket, key.join('/')).etag;
  } catch {
    // fauxqs throws for what is absent.
    return undefined;
  }
}

function unquoted(etag: string): string {
  return etag.replaceAll('"', '');
}

function preconditionFailed(): CloudResponse {
  return xmlError(412, 'PreconditionFailed', 'At least one of the pre-conditions you specified did not hold');
}

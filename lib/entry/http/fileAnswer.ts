import { gzipSync } from 'node:zlib';
import type { TextFile } from '../docs/referenceFiles';
import type { Headers, HttpAnswer } from './answers';
import { SAFE_HEADERS } from './answers';

/** What a page of ours may do: load from beside itself and ask this API. Pictures may stand in a style sheet. */
const PAGE_POLICY = [
  "default-src 'self'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * An answer that is a file, compressed where the caller understands that: the gateway takes bytes as base64, and
 * an answer of a function may have 6 MB.
 */
export function fileAnswer(
  acceptEncoding: string | undefined,
  { status, file, headers }: { status: number; file: TextFile; headers: Headers },
): HttpAnswer {
  const answer = {
    statusCode: status,
    headers: {
      ...SAFE_HEADERS,
      'content-type': `${file.mediaType}; charset=utf-8`,
      'content-security-policy': PAGE_POLICY,
      'cache-control': 'no-cache',
      vary: 'accept-encoding',
      ...headers,
    },
  };
  if (!takesGzip(acceptEncoding)) return { ...answer, body: file.text };
  return {
    ...answer,
    headers: { ...answer.headers, 'content-encoding': 'gzip' },
    body: gzipSync(file.text).toString('base64'),
    isBase64Encoded: true,
  };
}

/** Whether `gzip` is among the encodings, and not with a weight of zero. */
const takesGzip = (acceptEncoding = ''): boolean =>
  acceptEncoding
    .toLowerCase()
    .split(',')
    .map((one) => one.replaceAll(' ', ''))
    .some((one) => /^gzip(;q=(1|0\.0*[1-9]).*)?$/.test(one));

import { createHash } from 'node:crypto';
import {
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { decodeBars } from '../../market/barCodec';
import type { BarYear } from '../../market/barColumns';
import { encodeBars } from '../../market/encodeBars';
import { inYearOrder } from '../../market/inYearOrder';
import type { ArchivedYear, BarArchive } from '../../ports/BarArchive';
import { isProblem, Problem } from '../../problems';
import { statusOf } from '../aws/isOutage';
import { storeAnswer } from '../aws/storeAnswer';
import { archiveKey, archivePrefix, yearOfKey } from './archiveKey';

const CHECKSUM = 'sha256';

/** Statuses of a write whose condition does not hold, or was being decided for another: gone, conflict, changed. */
const REFUSED: readonly unknown[] = [404, 409, 412];

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/**
 * The archive as one object for each year, written whole and on a condition, with the hash of its bytes beside it. The
 * role that reads needs s3:ListBucket as well.
 */
export function s3BarArchive(client: S3Client, bucket: string): BarArchive {
  return {
    async read(place) {
      const key = archiveKey(place);
      try {
        return await storeAnswer(bucket, readObject(client, bucket, { key, place }));
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
    async replace(year, tag) {
      const bytes = encodeBars(year);
      const object = { Bucket: bucket, Key: archiveKey(year), Body: bytes };
      const told = { ContentType: 'application/octet-stream', Metadata: { [CHECKSUM]: hashOf(bytes) } };
      const condition = tag === undefined ? { IfNoneMatch: '*' } : { IfMatch: tag };
      try {
        await storeAnswer(bucket, client.send(new PutObjectCommand({ ...object, ...told, ...condition })));
        return true;
      } catch (error) {
        if (isRefused(error)) return false;
        throw error;
      }
    },
    async years(series) {
      const found: BarYear[] = [];
      let token: string | undefined;
      do {
        const page = { Bucket: bucket, Prefix: archivePrefix(series), ContinuationToken: token };
        const answer = await storeAnswer(bucket, client.send(new ListObjectsV2Command(page)));
        found.push(...(answer.Contents ?? []).flatMap(({ Key = '' }) => yearOfKey(Key) ?? []));
        token = answer.NextContinuationToken;
      } while (token !== undefined);
      return inYearOrder(found);
    },
  };
}

/** A bucket that is not there is a mistake, not a race that was lost. */
const isRefused = (error: unknown): boolean =>
  REFUSED.includes(statusOf(error)) && !(error instanceof Error && error.name === 'NoSuchBucket');

async function readObject(
  client: S3Client,
  bucket: string,
  { key, place }: { readonly key: string; readonly place: BarYear },
): Promise<ArchivedYear> {
  const answer = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  const bytes = (await answer.Body?.transformToByteArray()) ?? new Uint8Array();
  const where = `object "${key}" of bucket "${bucket}"`;
  const [said, found] = [answer.Metadata?.[CHECKSUM], hashOf(bytes)];
  if (said !== found)
    throw damagedObject(where, `its SHA-256 is "${found}" and should be "${said ?? 'missing'}"`);
  const bars = decoded(where, bytes);
  if (archiveKey(bars) !== key) throw damagedObject(where, `it holds ${named(bars)}, not ${named(place)}`);
  return { bars, tag: answer.ETag ?? '' };
}

const named = ({ series, interval, year }: BarYear): string => `"${series}" ${interval} ${year}`;

function decoded(where: string, bytes: Uint8Array): ReturnType<typeof decodeBars> {
  try {
    return decodeBars(bytes);
  } catch (error) {
    if (!isProblem(error, 'BARS_INVALID')) throw error;
    throw new Problem('BARS_INVALID', `The ${where}: ${error.message}`, { cause: error });
  }
}

const damagedObject = (where: string, what: string): Problem =>
  new Problem(
    'BARS_INVALID',
    `The ${where} is damaged: ${what}. Restore an earlier version of it, or delete it and fetch the year again.`,
  );

import {
  CreateBucketCommand,
  GetObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { archiveKey } from '../../lib/adapters/s3/archiveKey';
import { findBucket } from '../../lib/adapters/s3/findBucket';
import { s3BarArchive } from '../../lib/adapters/s3/s3BarArchive';
import { s3Client } from '../../lib/adapters/s3/s3Client';
import { s3ModelStore } from '../../lib/adapters/s3/s3ModelStore';
import { s3Probe } from '../../lib/adapters/s3/s3Probe';
import { barArchiveLaws } from '../contract/barArchive.contract';
import { modelStoreLaws } from '../contract/modelStore.contract';
import { cloudAddress } from '../support/awsCloud';
import { unique } from '../support/unique';

describe('in S3', () => {
  const client = s3Client(cloudAddress());
  const bucket = unique('spa-contract');

  beforeAll(async () => {
    await client.send(new CreateBucketCommand({ Bucket: bucket }));
    const VersioningConfiguration = { Status: 'Enabled' } as const;
    await client.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration }));
  });
  afterAll(() => client.destroy());

  modelStoreLaws(() => s3ModelStore(client, bucket));

  barArchiveLaws(() => s3BarArchive(client, bucket));

  describe('an archived object', () => {
    const archive = s3BarArchive(client, bucket);
    const written = async () => {
      const place = { series: unique('A'), interval: '1d', year: 2015 } as const;
      await archive.replace({ ...place, whole: undefined, bars: [] }, undefined);
      const at = { Bucket: bucket, Key: archiveKey(place) };
      const { Body, Metadata = {} } = await client.send(new GetObjectCommand(at));
      return { place, at, bytes: await Body!.transformToByteArray(), Metadata };
    };

    it('is told to be damaged by its name when a bit of it has changed', async () => {
      const { place, at, bytes, Metadata } = await written();
      bytes[6]! ^= 1;
      await client.send(new PutObjectCommand({ ...at, Body: bytes, Metadata }));
      await expect(archive.read(place)).rejects.toMatchObject({
        code: 'BARS_INVALID',
        message: expect.stringMatching(
          new RegExp(
            `^The object "${at.Key}" of bucket "${bucket}" is damaged: its SHA-256 is "\\w{64}" and should be "${Metadata['sha256']}"\\.`,
          ),
        ),
      });
    });

    it('is not taken for another that it was copied over', async () => {
      const { place, at, bytes, Metadata } = await written();
      const other = { ...place, year: 2016 };
      await client.send(new PutObjectCommand({ ...at, Key: archiveKey(other), Body: bytes, Metadata }));
      await expect(archive.read(other)).rejects.toMatchObject({
        message: expect.stringContaining(
          `it holds "${place.series}" 1d 2015, not "${place.series}" 1d 2016.`,
        ),
      });
    });

    it('of something else than bars is not listed', async () => {
      const Key = `bars/${unique('A')}/1d/notes.txt`;
      await client.send(new PutObjectCommand({ Bucket: bucket, Key, Body: 'x' }));
      expect((await archive.years()).filter(({ series }) => Key.includes(series))).toEqual([]);
    });
  });

  it('a bucket that is not there is said, and no race that was lost', async () => {
    const place = { series: 'A', interval: '1d', year: 2015, whole: undefined, bars: [] } as const;
    const nowhere = s3BarArchive(client, unique('gone'));
    await expect(nowhere.replace(place, undefined)).rejects.toMatchObject({ name: 'NoSuchBucket' });
  });

  it('a bucket is found by its name, with the number of an account behind or without', async () => {
    const name = unique('spa-numbered');
    await client.send(new CreateBucketCommand({ Bucket: `${name}-123456789012` }));
    expect(await findBucket(client, name)).toBe(`${name}-123456789012`);
    expect(await findBucket(client, bucket)).toBe(bucket);
    expect(await findBucket(client, name.slice(0, -1))).toBeUndefined();
  });

  describe('a probe', () => {
    it('finds a bucket that answers', async () => {
      await expect(s3Probe('models', client, bucket).check()).resolves.toBeUndefined();
    });

    it('does not find a bucket that is not there', async () => {
      const answer = { $metadata: { httpStatusCode: 404 } };
      await expect(s3Probe('models', client, unique('gone')).check()).rejects.toMatchObject(answer);
    });
  });
});

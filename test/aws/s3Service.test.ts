import {
  CreateBucketCommand,
  GetObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { s3Client } from '../../lib/adapters/s3/s3Client';
import { cloudAddress } from '../support/awsCloud';
import { unique } from '../support/unique';

/** What the adapters take for granted of S3 itself. */
describe('S3', () => {
  const client = s3Client(cloudAddress());
  const Bucket = unique('spa-contract');

  beforeAll(async () => {
    await client.send(new CreateBucketCommand({ Bucket }));
    await client.send(
      new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }),
    );
  });
  afterAll(() => client.destroy());

  const put = (Key: string, Body: string, more: object = {}) =>
    client.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));

  const read = async (Key: string): Promise<string | undefined> => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
    return Body?.transformToString();
  };

  it('says that there is nothing under a key, by name', async () => {
    await expect(read(unique('key'))).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  it('keeps an empty object, which is not the same as none', async () => {
    const Key = unique('key');
    await put(Key, '', { ContentLength: 0 });
    expect(await read(Key)).toBe('');
  });

  it('writes if nothing is there, and refuses it when something is', async () => {
    const Key = unique('key');
    await put(Key, 'first', { IfNoneMatch: '*' });
    const again = put(Key, 'second', { IfNoneMatch: '*' });
    await expect(again).rejects.toMatchObject({ $metadata: { httpStatusCode: 412 } });
    expect(await read(Key)).toBe('first');
  });

  it('writes over what was read, and refuses it when that has changed', async () => {
    const Key = unique('key');
    const { ETag } = await put(Key, 'first');
    await put(Key, 'second', { IfMatch: ETag });
    await expect(put(Key, 'third', { IfMatch: ETag })).rejects.toMatchObject({
      $metadata: { httpStatusCode: 412 },
    });
    expect(await read(Key)).toBe('second');
  });
});

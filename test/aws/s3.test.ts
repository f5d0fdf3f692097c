import { CreateBucketCommand, PutBucketVersioningCommand } from '@aws-sdk/client-s3';
import { s3Client } from '../../lib/adapters/s3/s3Client';
import { s3ModelStore } from '../../lib/adapters/s3/s3ModelStore';
import { s3Probe } from '../../lib/adapters/s3/s3Probe';
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

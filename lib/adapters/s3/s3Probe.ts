import { HeadBucketCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Probe } from '../../ports/Probe';
import { storeAnswer } from '../aws/storeAnswer';

/** Whether a bucket is there and answers. */
export const s3Probe = (name: string, client: S3Client, bucket: string): Probe => ({
  name,
  async check() {
    await storeAnswer(bucket, client.send(new HeadBucketCommand({ Bucket: bucket })));
  },
});

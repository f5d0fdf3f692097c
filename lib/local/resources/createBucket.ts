import { BucketAlreadyOwnedByYou, CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { clientOptions } from './clientOptions';

export async function createBucket(endpoint: string, properties: Record<string, unknown>): Promise<void> {
  const client = new S3Client({ ...clientOptions(endpoint), forcePathStyle: true });
  try {
    await client.send(new CreateBucketCommand({ Bucket: String(properties['BucketName']) }));
  } catch (error) {
    if (!(error instanceof BucketAlreadyOwnedByYou)) throw error;
  }
  client.destroy();
}

import { GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { ModelStore } from '../../ports/ModelStore';
import { storeAnswer } from '../aws/storeAnswer';

/**
 * Trained models as objects of a versioned bucket. The role that reads needs s3:ListBucket as well:
 * without it S3 answers "forbidden" where there is nothing.
 */
export function s3ModelStore(client: S3Client, bucket: string): ModelStore {
  const readText = async (key: string): Promise<string | undefined> => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return Body?.transformToString('utf-8');
  };

  return {
    async put(key, artifactJson) {
      const object = { Bucket: bucket, Key: key, Body: artifactJson, ContentType: 'application/json' };
      await storeAnswer(bucket, client.send(new PutObjectCommand(object)));
    },
    async get(key) {
      try {
        return await storeAnswer(bucket, readText(key));
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
  };
}

import { ListBucketsCommand, type S3Client } from '@aws-sdk/client-s3';
import { storeAnswer } from '../aws/storeAnswer';

/** Account number, which ends the names of buckets: they are shared by all of AWS. */
const ACCOUNT = /^\d{12}$/;

/** The bucket of an account that is named so, or so with the account's number behind; undefined when there is none. */
export async function findBucket(client: S3Client, name: string): Promise<string | undefined> {
  const { Buckets = [] } = await storeAnswer(name, client.send(new ListBucketsCommand({ Prefix: name })));
  const names = Buckets.flatMap((bucket) => bucket.Name ?? []);
  return names.find((one) => one === name) ?? names.find((one) => isNumbered(one, name));
}

const isNumbered = (bucket: string, name: string): boolean =>
  bucket.startsWith(`${name}-`) && ACCOUNT.test(bucket.slice(name.length + 1));

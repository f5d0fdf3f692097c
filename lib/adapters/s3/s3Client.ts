import { S3Client } from '@aws-sdk/client-s3';
import { clientOptions, type CloudAddress } from '../aws/clientOptions';

/** A client of S3; nothing is sent before its first use. */
export const s3Client = (address: CloudAddress): S3Client =>
  new S3Client({
    ...clientOptions(address),
    // An emulator has no DNS name for each bucket.
    forcePathStyle: address.endpoint !== undefined,
  });

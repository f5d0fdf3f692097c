import type { BarArchive } from '../../ports/BarArchive';
import type { CloudAddress } from '../aws/clientOptions';
import { s3BarArchive } from './s3BarArchive';
import { s3Client } from './s3Client';

/** The archive in a bucket with a client of its own, in one module that can be loaded when first needed. */
export const openArchive = (address: CloudAddress, bucket: string): BarArchive =>
  s3BarArchive(s3Client(address), bucket);

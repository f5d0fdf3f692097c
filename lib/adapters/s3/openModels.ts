import type { ModelStore } from '../../ports/ModelStore';
import type { CloudAddress } from '../aws/clientOptions';
import { s3Client } from './s3Client';
import { s3ModelStore } from './s3ModelStore';

/** The models of a bucket with a client of their own, in one module that can be loaded when first needed. */
export const openModels = (address: CloudAddress, bucket: string): ModelStore =>
  s3ModelStore(s3Client(address), bucket);

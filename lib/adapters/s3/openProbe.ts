import type { Probe } from '../../ports/Probe';
import type { CloudAddress } from '../aws/clientOptions';
import { s3Client } from './s3Client';
import { s3Probe } from './s3Probe';

/** A bucket's probe with a client of its own, in one module that can be loaded when first needed. */
export const openProbe = (name: string, address: CloudAddress, bucket: string): Probe =>
  s3Probe(name, s3Client(address), bucket);

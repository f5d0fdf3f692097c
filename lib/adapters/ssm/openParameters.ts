import { SSMClient } from '@aws-sdk/client-ssm';
import { clientOptions, type CloudAddress } from '../aws/clientOptions';
import { type ReadSecret, ssmParameters } from './ssmParameters';

/** The parameters below a path with a client of their own, in one module that can be loaded when first needed. */
export const openParameters = (address: CloudAddress, path: string): ReadSecret =>
  ssmParameters(new SSMClient(clientOptions(address)), path);

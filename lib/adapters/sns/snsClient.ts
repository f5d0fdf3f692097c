import { SNSClient } from '@aws-sdk/client-sns';
import { clientOptions, type CloudAddress } from '../aws/clientOptions';

/** A client of SNS; nothing is sent before its first use. */
export const snsClient = (address: CloudAddress): SNSClient => new SNSClient(clientOptions(address));

import { SQSClient } from '@aws-sdk/client-sqs';
import { clientOptions, type CloudAddress } from '../aws/clientOptions';

/** A client of SQS; nothing is sent before its first use. */
export const sqsClient = (address: CloudAddress): SQSClient =>
  new SQSClient({
    ...clientOptions(address),
    // The host in a queue's URL need not be where an emulator answers.
    useQueueUrlAsEndpoint: false,
  });

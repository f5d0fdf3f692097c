import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { clientOptions, type CloudAddress } from '../aws/clientOptions';

/** A client of DynamoDB; nothing is sent before its first use. */
export const dynamoClient = (address: CloudAddress): DynamoDBClient =>
  new DynamoDBClient(clientOptions(address));

import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { RuleStore } from '../../ports/RuleStore';
import { dynamoVersionedStore } from './dynamoVersionedStore';
import { RULE_PREFIX, ruleKey } from './keys';

/** Rules in the core table. */
export const dynamoRuleStore = (client: DynamoDBClient, coreTable: string): RuleStore =>
  dynamoVersionedStore(client, coreTable, { noun: 'rule', prefix: RULE_PREFIX, keyOf: ruleKey });

import { ConditionalCheckFailedException, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { dynamoDeliveryLedger } from '../../../../lib/adapters/dynamodb/dynamoDeliveryLedger';
import { answering } from '../../../support/answering';

const refused = new ConditionalCheckFailedException({ message: 'no', $metadata: {} });
const item = (change: object) =>
  marshall({
    PK: 'A#1',
    SK: 'D#sns',
    alertId: '1',
    targetId: 'sns',
    channel: 'sns',
    state: 'sending',
    attempts: 1,
    at: 1,
    ...change,
  });

describe('a claim that was refused', () => {
  it.each([
    { standing: item({ leaseUntil: 200 }), why: 'leased', law: 'is leased while another holds it' },
    {
      standing: item({ leaseUntil: 200, state: 'sent' }),
      why: 'terminal',
      law: 'is terminal once it was sent',
    },
    {
      standing: item({ state: 'retrying', notBefore: 300 }),
      why: 'notDue',
      law: 'is not due before its time',
    },
    {
      standing: item({ leaseUntil: 100 }),
      why: 'leased',
      law: 'counts as leased when the lease ran out meanwhile',
    },
    {
      standing: item({ state: 'retrying' }),
      why: 'leased',
      law: 'counts as leased when it was given back meanwhile',
    },
    { standing: undefined, why: 'leased', law: 'counts as leased when the item is gone' },
  ])('$law', async ({ standing, why }) => {
    const { client } = answering<DynamoDBClient>(refused, { Item: standing });
    const claim = await dynamoDeliveryLedger(client, 'alerts').claim('1', 'sns', 100, 200);
    expect(claim).toEqual({ claimed: false, why });
  });
});

import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { dynamoModelRegistry } from '../../../../lib/adapters/dynamodb/dynamoModelRegistry';
import type { ModelCard } from '../../../../lib/models/modelCard';
import { answering, sdkError } from '../../../support/answering';

const SLOT = { owner: 'shared', series: 'GA', interval: '1d', horizonBars: 1 };
const CARD = { id: 'm1', kind: 'ewma' } as ModelCard;
const POINTER = 'MODELS#shared m1';
const AT_HOME = 'M#shared#GA#1d#1bars MODEL#m1';

const refused = new ConditionalCheckFailedException({ message: 'no', $metadata: { httpStatusCode: 400 } });
const killed = sdkError('AccessDenied', 400);

/** The registry before a client that gives these answers, and the items that it asked for, in order. */
function registryOf(...answers: readonly (object | Error)[]) {
  const { client, sent } = answering<DynamoDBClient>(...answers);
  const touched = () =>
    sent.map((input) => {
      const { PK, SK } = (input['Key'] ?? input['Item']) as Record<'PK' | 'SK', { S: string }>;
      return `${PK.S} ${SK.S}`;
    });
  return { registry: dynamoModelRegistry(client, 'core'), touched };
}

describe('the registry in DynamoDB', () => {
  it('writes the way to a model before its card, and once more behind it', async () => {
    const { registry, touched } = registryOf({}, {}, {});
    await registry.putCard(SLOT, CARD);
    expect(touched()).toEqual([POINTER, AT_HOME, POINTER]);
  });

  it('writes no card where the way to it could not be written', async () => {
    const { registry, touched } = registryOf(killed);
    await expect(registry.putCard(SLOT, CARD)).rejects.toBe(killed);
    expect(touched()).toEqual([POINTER]);
  });

  it('removes the card before the way to it', async () => {
    const { registry, touched } = registryOf({}, {});
    expect(await registry.remove(SLOT, 'm1', 'token')).toBe(true);
    expect(touched()).toEqual([AT_HOME, POINTER]);
  });

  it('leaves the way to a card that stays', async () => {
    const { registry, touched } = registryOf(refused);
    expect(await registry.remove(SLOT, 'm1', 'token')).toBe(false);
    expect(touched()).toEqual([AT_HOME]);
  });

  it('has removed a model that was registered again before the way to it was removed', async () => {
    const { registry } = registryOf({}, refused);
    expect(await registry.remove(SLOT, 'm1', 'token')).toBe(true);
  });
});

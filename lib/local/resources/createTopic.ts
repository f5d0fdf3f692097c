import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { clientOptions } from './clientOptions';

export async function createTopic(endpoint: string, properties: Record<string, unknown>): Promise<void> {
  const client = new SNSClient(clientOptions(endpoint));
  await client.send(new CreateTopicCommand({ Name: String(properties['TopicName']) }));
  client.destroy();
}

/** A subscription of the template: `Subscribe` again with the same properties answers the existing one. */
export async function createSubscription(
  endpoint: string,
  properties: Record<string, unknown>,
): Promise<void> {
  const client = new SNSClient(clientOptions(endpoint));
  const { TopicArn, Protocol, Endpoint, FilterPolicy, RawMessageDelivery } = properties;
  const Attributes = {
    ...(FilterPolicy === undefined ? {} : { FilterPolicy: JSON.stringify(FilterPolicy) }),
    ...(RawMessageDelivery === undefined ? {} : { RawMessageDelivery: JSON.stringify(RawMessageDelivery) }),
  };
  const target = { TopicArn: String(TopicArn), Protocol: String(Protocol), Endpoint: String(Endpoint) };
  await client.send(new SubscribeCommand({ ...target, Attributes, ReturnSubscriptionArn: true }));
  client.destroy();
}

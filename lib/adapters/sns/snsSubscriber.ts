import { SubscribeCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { Subscriber } from '../../ports/Subscriber';
import { notifyAnswer } from './notifyAnswer';
import { tenantTopics } from './tenantTopics';

/** Subscribes addresses to a tenant's topic; the handle is the subscription's ARN. */
export function snsSubscriber(client: SNSClient, topics: { readonly tenantTopicPrefix: string }): Subscriber {
  const topicOf = tenantTopics(client, topics.tenantTopicPrefix);
  return {
    async subscribe(tenant, channel, address) {
      const command = new SubscribeCommand({
        TopicArn: await topicOf(tenant),
        Protocol: channel,
        Endpoint: address,
        // Otherwise SNS answers "pending confirmation" in place of an ARN.
        ReturnSubscriptionArn: true,
      });
      const { SubscriptionArn } = await notifyAnswer(`${tenant}/${channel}`, client.send(command));
      return SubscriptionArn ?? '';
    },
  };
}

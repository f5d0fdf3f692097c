import { SubscribeCommand, type SNSClient } from '@aws-sdk/client-sns';
import { SEVERITIES } from '../../rules/rule';
import type { Subscriber } from '../../ports/Subscriber';
import { notifyAnswer } from './notifyAnswer';
import { tenantTopics } from './tenantTopics';

/** Subscribes addresses to a tenant's topic; the handle is the subscription's ARN. */
export function snsSubscriber(client: SNSClient, topics: { readonly tenantTopicPrefix: string }): Subscriber {
  const topicOf = tenantTopics(client, topics.tenantTopicPrefix);
  return {
    async subscribe(tenant, channel, address, wanted = {}) {
      const command = new SubscribeCommand({
        TopicArn: await topicOf(tenant),
        Protocol: channel,
        Endpoint: address,
        Attributes: filterOf(wanted),
        // Otherwise SNS answers "pending confirmation" in place of an ARN.
        ReturnSubscriptionArn: true,
      });
      const { SubscriptionArn } = await notifyAnswer(`${tenant}/${channel}`, client.send(command));
      return SubscriptionArn ?? '';
    },
  };
}

/** SNS itself keeps from an address what it does not want: the tenant's topic is told once for all of them. */
function filterOf({ minSeverity = 'info', symbols }: Parameters<Subscriber['subscribe']>[3] & object) {
  const severity = SEVERITIES.slice(SEVERITIES.indexOf(minSeverity));
  const policy = {
    ...(severity.length < SEVERITIES.length && { severity }),
    ...(symbols && { symbol: symbols }),
  };
  return Object.keys(policy).length === 0 ? undefined : { FilterPolicy: JSON.stringify(policy) };
}

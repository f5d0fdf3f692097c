import { CreateTopicCommand, type SNSClient } from '@aws-sdk/client-sns';
import { notifyAnswer } from './notifyAnswer';

/** Whoever makes a topic first must make it like this: `CreateTopic` with other attributes is refused. */
const ENCRYPTED = { KmsMasterKeyId: 'alias/aws/sns' };

export type TopicOf = (tenant: string) => Promise<string>;

/**
 * Finds the topic of a tenant, and makes it where there is none: `CreateTopic` with the name of a topic
 * that exists answers its ARN. Asked once per tenant and process.
 *
 * Shape   `arnPrefix` is the beginning of every such topic's ARN, `arn:aws:sns:…:stock-price-alerter-prod-t-`.
 */
export function tenantTopics(client: SNSClient, arnPrefix: string): TopicOf {
  const namePrefix = arnPrefix.slice(arnPrefix.lastIndexOf(':') + 1);
  const known = new Map<string, string>();

  return async (tenant) => {
    const standing = known.get(tenant);
    if (standing !== undefined) return standing;
    const name = `${namePrefix}${tenant}`;
    const { TopicArn } = await notifyAnswer(
      name,
      client.send(new CreateTopicCommand({ Name: name, Attributes: ENCRYPTED })),
    );
    const topicArn = TopicArn ?? `${arnPrefix}${tenant}`;
    known.set(tenant, topicArn);
    return topicArn;
  };
}

import {
  CreateTopicCommand,
  type CreateTopicCommandOutput,
  InvalidParameterException,
  type SNSClient,
} from '@aws-sdk/client-sns';
import { notifyAnswer } from './notifyAnswer';

const ENCRYPTED = { KmsMasterKeyId: 'alias/aws/sns' };

export type TopicOf = (tenant: string) => Promise<string>;

/**
 * Finds the topic of a tenant, and makes it where there is none: `CreateTopic` with the name of a topic
 * that exists answers its ARN. Asked once per tenant and process.
 *
 * Edge    a topic that somebody made with another key is refused as made otherwise: it is there, and told.
 * Shape   `arnPrefix` is the beginning of every such topic's ARN, `arn:aws:sns:…:stock-price-alerter-prod-t-`.
 */
export function tenantTopics(client: SNSClient, arnPrefix: string): TopicOf {
  const namePrefix = arnPrefix.slice(arnPrefix.lastIndexOf(':') + 1);
  const known = new Map<string, string>();

  return async (tenant) => {
    const standing = known.get(tenant);
    if (standing !== undefined) return standing;
    const name = `${namePrefix}${tenant}`;
    const creating = client.send(new CreateTopicCommand({ Name: name, Attributes: ENCRYPTED }));
    const { TopicArn } = await notifyAnswer(name, orStanding(creating));
    const topicArn = TopicArn ?? `${arnPrefix}${tenant}`;
    known.set(tenant, topicArn);
    return topicArn;
  };
}

async function orStanding(
  creating: Promise<CreateTopicCommandOutput>,
): Promise<Pick<CreateTopicCommandOutput, 'TopicArn'>> {
  try {
    return await creating;
  } catch (error) {
    if (error instanceof InvalidParameterException && /different attributes/i.test(error.message)) return {};
    throw error;
  }
}

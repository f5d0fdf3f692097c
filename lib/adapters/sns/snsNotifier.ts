import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { Log } from '../../ports/Log';
import type { Notice, Notifier } from '../../ports/Notifier';
import { isProblem } from '../../problems';
import { notifyAnswer } from './notifyAnswer';
import { tenantTopics } from './tenantTopics';

export type NotifierTopics = {
  /** The beginning of the ARN of every tenant's topic. */
  readonly tenantTopicPrefix: string;
  /** The topic that carries every alert of every tenant for the operators; undefined when there is none. */
  readonly operatorTopicArn?: string | undefined;
};

const text = (StringValue: string) => ({ DataType: 'String', StringValue });

/** One message that SNS words for each kind of subscription; its attributes are what filters can ask for. */
const messageOf = (notice: Notice, TopicArn: string): PublishCommand =>
  new PublishCommand({
    TopicArn,
    Subject: notice.subject,
    MessageStructure: 'json',
    Message: JSON.stringify({ default: notice.email, email: notice.email, sms: notice.sms }),
    MessageAttributes: {
      alertId: text(notice.alertId),
      tenant: text(notice.tenant),
      severity: text(notice.severity),
      symbol: text(notice.symbol),
    },
  });

/**
 * Tells a tenant's topic, and before it the operators': when SNS fails in between, the try that follows
 * repeats the operators' copy, never a subscriber's. A refusal of the operators' topic is logged and
 * keeps nothing from the tenant.
 */
export function snsNotifier(client: SNSClient, topics: NotifierTopics, log: Log): Notifier {
  const topicOf = tenantTopics(client, topics.tenantTopicPrefix);
  const publishTo = async (topicArn: string, notice: Notice): Promise<void> => {
    await notifyAnswer(topicArn, client.send(messageOf(notice, topicArn)));
  };

  const tellOperators = async (topicArn: string, notice: Notice): Promise<void> => {
    try {
      await publishTo(topicArn, notice);
    } catch (error) {
      if (!isProblem(error, 'NOTIFY_REJECTED')) throw error;
      log.error('operatorTopicRejected', { alertId: notice.alertId, reason: error.message });
    }
  };

  return {
    async publish(notice) {
      const tenantTopic = await topicOf(notice.tenant);
      if (topics.operatorTopicArn !== undefined) await tellOperators(topics.operatorTopicArn, notice);
      await publishTo(tenantTopic, notice);
    },
  };
}

import {
  GetSubscriptionAttributesCommand,
  InvalidParameterException,
  NotFoundException,
  PublishCommand,
  SetSubscriptionAttributesCommand,
  type SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import type { Signup, Subscriber } from '../../ports/Subscriber';
import { isProblem, Problem } from '../../problems';
import { filterPolicy } from './filterPolicy';
import { notifyAnswer } from './notifyAnswer';
import { tenantTopics } from './tenantTopics';

/** Subscribes addresses to a tenant's topic; the handle is the subscription's ARN. */
export function snsSubscriber(client: SNSClient, topics: { readonly tenantTopicPrefix: string }): Subscriber {
  const topicOf = tenantTopics(client, topics.tenantTopicPrefix);

  const subscribed = async (signup: Signup, FilterPolicy: string | undefined): Promise<string> => {
    const command = new SubscribeCommand({
      TopicArn: await topicOf(signup.tenant),
      Protocol: signup.channel,
      Endpoint: signup.address,
      ...(FilterPolicy !== undefined && { Attributes: { FilterPolicy } }),
      // Otherwise SNS answers "pending confirmation" in place of an ARN.
      ReturnSubscriptionArn: true,
    });
    const named = `${signup.tenant}/${signup.channel}`;
    const { SubscriptionArn } = await withoutAddress(notifyAnswer(named, client.send(command)));
    return SubscriptionArn ?? '';
  };

  const stateOf: Subscriber['stateOf'] = async (handle) => {
    const asked = client.send(new GetSubscriptionAttributesCommand({ SubscriptionArn: handle }));
    const answer = await notifyAnswer(handle, orGone(asked));
    if (answer === undefined) return 'gone';
    return answer.Attributes?.['PendingConfirmation'] === 'true' ? 'pending' : 'confirmed';
  };

  return {
    async subscribe(signup) {
      const policy = filterPolicy(signup);
      try {
        return await subscribed(signup, policy);
      } catch (error) {
        if (!isOtherwise(error)) throw error;
      }
      // The address was subscribed before, with other wishes.
      const handle = await subscribed(signup, undefined);
      const command = new SetSubscriptionAttributesCommand({
        SubscriptionArn: handle,
        AttributeName: 'FilterPolicy',
        AttributeValue: policy,
      });
      await notifyAnswer(handle, client.send(command));
      return handle;
    },
    stateOf,
    async unsubscribe(handle) {
      const state = await stateOf(handle);
      if (state === 'pending') return false;
      if (state === 'gone') return true;
      await notifyAnswer(handle, orGone(client.send(new UnsubscribeCommand({ SubscriptionArn: handle }))));
      return true;
    },
    async tell({ tenant, id }, { subject, email, sms }) {
      const TopicArn = await topicOf(tenant);
      const command = new PublishCommand({
        TopicArn,
        Subject: subject,
        MessageStructure: 'json',
        Message: JSON.stringify({ default: email, email, sms }),
        MessageAttributes: { subscriptionId: { DataType: 'String', StringValue: id } },
      });
      await notifyAnswer(TopicArn, client.send(command));
    },
  };
}

/** Undefined for a subscription that SNS does not know, or no longer. */
async function orGone<Answer>(asked: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof NotFoundException) return undefined;
    throw error;
  }
}

const SUBSCRIBED_OTHERWISE = 'SNS has the address with other attributes.';

const isOtherwise = (error: unknown): boolean =>
  isProblem(error, 'NOTIFY_REJECTED') && (error.cause as Error | undefined)?.message === SUBSCRIBED_OTHERWISE;

/** SNS repeats in its words the address it refuses, and causes are logged: its words end here. */
async function withoutAddress<Answer>(pending: Promise<Answer>): Promise<Answer> {
  try {
    return await pending;
  } catch (error) {
    if (!isProblem(error)) throw error;
    const refused = error.cause instanceof InvalidParameterException ? error.cause.message : '';
    const isStanding = /already exists with different attributes/i.test(refused);
    throw new Problem(error.code, error.message, {
      ...(isStanding && { cause: new Error(SUBSCRIBED_OTHERWISE) }),
    });
  }
}

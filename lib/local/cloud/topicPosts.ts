import { randomUUID } from 'node:crypto';
import type { MessageAttributes } from './emulators';
import type { TopicSubscription } from './fauxqsDisk';
import type { Publication } from './topicMail';
import { textFor } from './topicMail';
import type { TopicPost, TopicSigner } from './topicSigner';

export type PostTools = {
  readonly signer: TopicSigner;
  /** Address of this cloud. */
  readonly url: () => string;
  readonly log: (line: string) => void;
  /** Between the tries of one post. */
  readonly pauseMs?: number;
};

const TRIES = 4;
const PAUSE_MS = 20_000;
const LIMIT_MS = 15_000;

export const isHttp = ({ protocol }: TopicSubscription): boolean =>
  protocol === 'http' || protocol === 'https';

/** Address of an action that SNS answers to a plain GET, as its links are. */
function linkTo(url: string, Action: string, more: Readonly<Record<string, string>>): string {
  return `${url}/?${new URLSearchParams({ Action, ...more }).toString()}`;
}

/** Asks an endpoint to confirm its subscription, as SNS does: by visiting the link in what it is sent. */
export function postConfirmation(subscription: TopicSubscription, token: string, tools: PostTools): void {
  const { topicArn: TopicArn } = subscription;
  const post: TopicPost = {
    Type: 'SubscriptionConfirmation',
    MessageId: randomUUID(),
    TopicArn,
    Token: token,
    Message: `You have chosen to subscribe to the topic ${TopicArn}.\nTo confirm the subscription, visit the SubscribeURL included in this message.`,
    SubscribeURL: linkTo(tools.url(), 'ConfirmSubscription', { TopicArn, Token: token }),
    Timestamp: new Date().toISOString(),
  };
  void deliver(subscription, post, { tools }).catch(told(tools));
}

/** Posts a publication to a confirmed endpoint: signed JSON, or the bare message where delivery is raw. */
export function postNotification(
  publication: Publication,
  subscription: TopicSubscription,
  { messageId, ...tools }: PostTools & { readonly messageId: string },
): void {
  const post: TopicPost = {
    Type: 'Notification',
    MessageId: messageId,
    TopicArn: subscription.topicArn,
    ...(publication.subject !== undefined && { Subject: publication.subject }),
    Message: textFor(subscription.protocol, publication),
    Timestamp: new Date().toISOString(),
  };
  void deliver(subscription, post, { tools, attributes: publication.attributes }).catch(told(tools));
}

const told =
  ({ log }: PostTools) =>
  (error: unknown): void =>
    log(`topic post: ${String(error)}`);

/**
 * Edge    four tries, as the default policy of SNS; tries that are due when the stack stops are not made up.
 */
async function deliver(
  subscription: TopicSubscription,
  post: TopicPost,
  { tools, attributes = {} }: { tools: PostTools; attributes?: MessageAttributes },
): Promise<void> {
  const isRaw = post.Type === 'Notification' && subscription.attributes['RawMessageDelivery'] === 'true';
  const body = isRaw ? post.Message : await signed(subscription, post, { tools, attributes });
  const headers = {
    'content-type': 'text/plain; charset=UTF-8',
    'user-agent': 'Amazon Simple Notification Service Agent',
    'x-amz-sns-message-type': post.Type,
    'x-amz-sns-message-id': post.MessageId,
    'x-amz-sns-topic-arn': post.TopicArn,
    ...(post.Type === 'Notification' && { 'x-amz-sns-subscription-arn': subscription.arn }),
    ...(isRaw && { 'x-amz-sns-rawdelivery': 'true' }),
  };
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const refusal = await tryPost(subscription.endpoint, { headers, body });
    if (refusal === undefined) return;
    tools.log(`topic post to ${subscription.endpoint}, try ${attempt} of ${TRIES}: ${refusal}`);
    if (attempt < TRIES) await pause(tools.pauseMs ?? PAUSE_MS);
  }
}

async function signed(
  subscription: TopicSubscription,
  post: TopicPost,
  { tools, attributes }: { tools: PostTools; attributes: MessageAttributes },
): Promise<string> {
  const { signer, url } = tools;
  const named = Object.entries(attributes).map(([name, { DataType, StringValue }]) => [
    name,
    { Type: DataType, Value: StringValue },
  ]);
  return JSON.stringify({
    ...post,
    SignatureVersion: '1',
    Signature: await signer.sign(post),
    SigningCertURL: `${url()}${signer.path}`,
    ...(post.Type === 'Notification' && {
      UnsubscribeURL: linkTo(url(), 'Unsubscribe', { SubscriptionArn: subscription.arn }),
    }),
    ...(named.length > 0 && { MessageAttributes: Object.fromEntries(named) as object }),
  });
}

/** Why an endpoint did not take it; undefined when it did. */
async function tryPost(
  endpoint: string,
  request: { headers: Record<string, string>; body: string },
): Promise<string | undefined> {
  try {
    const answer = await fetch(endpoint, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(LIMIT_MS),
      ...request,
    });
    await answer.arrayBuffer();
    return answer.ok ? undefined : `answered ${answer.status}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Does not keep the process alive. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms).unref());
}

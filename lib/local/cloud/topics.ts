import type { Emulators } from './emulators';
import { xmlError } from './exchange';
import type { CloudRequest, CloudResponse } from './exchange';
import type { TopicSubscription } from './fauxqsDisk';
import type { Mailbox } from './mailbox';
import { subscriptionsOf, withStandingAttributes } from './standingSubscription';
import { deliverToMailbox, mailOf, publicationsOf, receiversOf, refusalOf, textFor } from './topicMail';
import { isHttp, postConfirmation, postNotification } from './topicPosts';
import type { PostTools } from './topicPosts';

type Form = Map<string, string>;

export type Topics = {
  /** Answers a request of the SNS query protocol. */
  answer(request: CloudRequest): Promise<CloudResponse>;
  /** Confirms by the token of a confirmation mail; answers the subscription, or undefined for a wrong token. */
  confirm(topicArn: string, token: string): TopicSubscription | undefined;
};

/**
 * SNS: fauxqs keeps topics and subscriptions and fans out to queues; here is what it leaves out, which is
 * confirmation, e-mail, SMS, HTTP endpoints, and what SNS refuses.
 */
export function openTopics(emulators: Emulators, mailbox: Mailbox, posts: PostTools): Topics {
  const { snsStore } = emulators.stores;

  const confirm = (topicArn: string, token: string): TopicSubscription | undefined => {
    const subscription = snsStore.getSubscription(Buffer.from(token, 'base64url').toString());
    if (subscription?.topicArn !== topicArn) return undefined;
    subscription.confirmed = true;
    snsStore.persistence?.insertSubscription(subscription);
    return subscription;
  };

  const subscribe = async (request: CloudRequest, form: Form): Promise<CloudResponse> => {
    const answer = await forward(emulators, request, withStandingAttributes(emulators, form));
    const arn = /<SubscriptionArn>([^<]+)</.exec(String(answer.body))?.[1];
    const subscription = arn === undefined ? undefined : snsStore.getSubscription(arn);
    if (subscription === undefined || subscription.confirmed) return answer;
    if (subscription.protocol === 'sms') {
      // SNS sends texts to a topic's number without asking it first.
      confirm(subscription.topicArn, tokenOf(subscription));
      return answer;
    }
    if (subscription.protocol === 'email') mailbox.receive(confirmationMail(subscription, posts.url()));
    if (isHttp(subscription)) postConfirmation(subscription, tokenOf(subscription), posts);
    if (form.get('ReturnSubscriptionArn') === 'true') return answer;
    return withBody(answer, String(answer.body).replace(subscription.arn, 'pending confirmation'));
  };

  const publish = async (request: CloudRequest, form: Form): Promise<CloudResponse> => {
    const publications = publicationsOf(form);
    const refusal = publications.map(refusalOf).find((reason) => reason !== undefined);
    if (refusal !== undefined) return snsError(refusal);
    const phone = form.get('PhoneNumber');
    if (phone !== undefined) {
      for (const one of publications) mailbox.receive({ ...mailOf('sms', one), to: phone });
      return published();
    }
    const topicArn = form.get('TopicArn') ?? form.get('TargetArn') ?? '';
    const answer = await forward(emulators, request, forQueues(form, topicArn));
    if (answer.status !== 200) return answer;
    const subscriptions = subscriptionsOf(emulators, topicArn);
    const messageIds = [...String(answer.body).matchAll(/<MessageId>([^<]+)</g)].map(([, id]) => id);
    publications.forEach((one, index) => {
      deliverToMailbox(one, subscriptions, { mailbox, ...emulators });
      const messageId = messageIds[index] ?? crypto.randomUUID();
      for (const subscription of receiversOf(one, subscriptions, emulators.passesFilter))
        if (isHttp(subscription)) postNotification(one, subscription, { ...posts, messageId });
    });
    return answer;
  };

  const list = async (request: CloudRequest, form: Form): Promise<CloudResponse> => {
    const answer = await forward(emulators, request, form);
    const body = String(answer.body).replace(
      /(<SubscriptionArn>)([^<]+)/g,
      (whole, tag: string, arn: string) =>
        snsStore.getSubscription(arn)?.confirmed === false ? `${tag}PendingConfirmation` : whole,
    );
    return withBody(answer, body);
  };

  const unsubscribe = async (request: CloudRequest, form: Form): Promise<CloudResponse> => {
    const isPending = snsStore.getSubscription(form.get('SubscriptionArn') ?? '')?.confirmed === false;
    return isPending
      ? snsError('Invalid parameter: Cannot unsubscribe a subscription that is pending confirmation')
      : forward(emulators, request, form);
  };

  const confirmed = async (request: CloudRequest, form: Form): Promise<CloudResponse> => {
    const arn = Buffer.from(form.get('Token') ?? '', 'base64url').toString();
    return forward(emulators, request, new Map([...form, ['Token', arn]]));
  };

  const actions: Record<string, typeof subscribe> = {
    Subscribe: subscribe,
    Unsubscribe: unsubscribe,
    Publish: publish,
    PublishBatch: publish,
    ListSubscriptions: list,
    ListSubscriptionsByTopic: list,
    ConfirmSubscription: confirmed,
  };
  return {
    confirm,
    answer: async (request) => {
      const form: Form = new Map(new URLSearchParams(request.body.toString()));
      const action = actions[form.get('Action') ?? ''];
      return action === undefined ? emulators.fauxqs(request) : action(request, form);
    },
  };
}

/** The publication for queues: they get their own text, or the default one. */
function forQueues(form: Form, topicArn: string): Form {
  const [first] = publicationsOf(form);
  const single = form.get('Action') === 'Publish' && first?.perProtocol === true;
  return new Map([
    ...form,
    ['TopicArn', topicArn],
    ...(single ? [['Message', textFor('sqs', first)] as const] : []),
  ]);
}

async function forward(emulators: Emulators, request: CloudRequest, form: Form): Promise<CloudResponse> {
  const { 'content-length': _length, ...headers } = request.headers;
  return emulators.fauxqs({
    ...request,
    headers,
    body: Buffer.from(new URLSearchParams([...form]).toString()),
  });
}

function withBody(answer: CloudResponse, body: string): CloudResponse {
  const { 'content-length': _length, ...headers } = answer.headers;
  return { ...answer, headers, body };
}

function tokenOf(subscription: TopicSubscription): string {
  return Buffer.from(subscription.arn).toString('base64url');
}

function confirmationMail(subscription: TopicSubscription, url: string) {
  const query = new URLSearchParams({
    TopicArn: subscription.topicArn,
    Token: tokenOf(subscription),
    Endpoint: subscription.endpoint,
  });
  const text = [
    'You have chosen to subscribe to the topic:',
    subscription.topicArn,
    '',
    'To confirm this subscription, visit the link below (if this was in error no action is necessary):',
    `${url}/confirmation.html?${query.toString()}`,
  ].join('\n');
  const subject = 'AWS Notification - Subscription Confirmation';
  return { channel: 'email' as const, to: subscription.endpoint, subject, text, alertIds: [] };
}

function published(): CloudResponse {
  return {
    status: 200,
    headers: { 'content-type': 'text/xml' },
    body: `<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>${crypto.randomUUID()}</MessageId></PublishResult></PublishResponse>`,
  };
}

function snsError(message: string): CloudResponse {
  const plain = xmlError(400, 'InvalidParameter', message);
  const body = String(plain.body)
    .replace(/^<\?xml[^>]*>/, '')
    .replace(
      '<Error>',
      '<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type>',
    );
  return { ...plain, body: `${body}</ErrorResponse>` };
}

import { createSign, randomUUID } from 'node:crypto';

/** What SNS posts to an HTTP endpoint; every field is text. */
export type TopicPost = {
  readonly Type: 'SubscriptionConfirmation' | 'Notification';
  readonly MessageId: string;
  readonly TopicArn: string;
  readonly Message: string;
  readonly Timestamp: string;
  readonly Subject?: string;
  readonly Token?: string;
  readonly SubscribeURL?: string;
};

export type TopicSigner = {
  /** Path of the certificate under which the signatures can be checked. */
  readonly path: string;
  readonly certificate: () => Promise<string>;
  readonly sign: (post: TopicPost) => Promise<string>;
};

/** What is signed, in this order, where the post has it. */
const SIGNED = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: [
    'Message',
    'MessageId',
    'SubscribeURL',
    'Timestamp',
    'Token',
    'TopicArn',
    'Type',
  ],
} as const;

/**
 * The text that a signature is made of: names and fields in turn, each on a line of its own.
 *
 * Source  Amazon SNS developer guide, Verifying the signatures of Amazon SNS messages.
 */
export function signedText(post: TopicPost): string {
  const lines = SIGNED[post.Type].flatMap((name) => {
    const field = post[name];
    return field === undefined ? [] : [name, field];
  });
  return `${lines.join('\n')}\n`;
}

/**
 * Signs as SNS does in its signature version 1, with a key of this process alone.
 *
 * Edge    key and certificate are made when they are first needed.
 */
export function topicSigner(): TopicSigner {
  let made: Promise<{ private: string; cert: string }> | undefined;
  const pair = () =>
    (made ??= import('selfsigned').then(({ generate }) =>
      generate([{ name: 'commonName', value: 'sns.amazonaws.com' }]),
    ));
  return {
    path: `/SimpleNotificationService-${randomUUID().replaceAll('-', '')}.pem`,
    certificate: async () => (await pair()).cert,
    sign: async (post) =>
      createSign('RSA-SHA1')
        .update(signedText(post))
        .sign((await pair()).private, 'base64'),
  };
}

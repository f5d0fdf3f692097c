import { createVerify } from 'node:crypto';
import type { TopicSubscription } from '../../../../lib/local/cloud/fauxqsDisk';
import { postConfirmation, postNotification } from '../../../../lib/local/cloud/topicPosts';
import { signedText, topicSigner } from '../../../../lib/local/cloud/topicSigner';
import type { TopicPost } from '../../../../lib/local/cloud/topicSigner';
import { startEndpoint } from '../../../support/endpoint';

const TOPIC = 'arn:aws:sns:us-east-1:000000000000:alerts';
const signer = topicSigner();

const subscriptionOf = (endpoint: string, attributes: Record<string, string> = {}): TopicSubscription => ({
  arn: `${TOPIC}:1`,
  topicArn: TOPIC,
  protocol: 'http',
  endpoint,
  confirmed: true,
  attributes,
});

const publication = {
  message: 'SPY crosses 500',
  subject: 'SPY',
  perProtocol: false,
  attributes: { alertId: { DataType: 'String', StringValue: 'a1' } },
};

const toolsWith = (logged: string[] = []) => ({
  signer,
  url: () => 'http://cloud',
  log: (line: string) => void logged.push(line),
  pauseMs: 1,
  messageId: 'm1',
});

type Posted = TopicPost & { readonly Signature: string };

const isSigned = async (post: Posted): Promise<boolean> =>
  createVerify('RSA-SHA1')
    .update(signedText(post))
    .verify(await signer.certificate(), post.Signature, 'base64');

describe('what is posted to an HTTP endpoint', () => {
  it('asks for confirmation with a link and a signature', async () => {
    const endpoint = await startEndpoint(200);
    postConfirmation(subscriptionOf(endpoint.url), 'token', toolsWith());
    const [{ headers, body } = { headers: {}, body: '' }] = await endpoint.until(1);
    await endpoint.close();
    const post = JSON.parse(body) as Posted;
    expect(headers).toMatchObject({
      'x-amz-sns-message-type': 'SubscriptionConfirmation',
      'x-amz-sns-topic-arn': TOPIC,
      'content-type': 'text/plain; charset=UTF-8',
    });
    expect(post).toMatchObject({
      Type: 'SubscriptionConfirmation',
      TopicArn: TOPIC,
      Token: 'token',
      SubscribeURL: `http://cloud/?Action=ConfirmSubscription&TopicArn=${encodeURIComponent(TOPIC)}&Token=token`,
      SignatureVersion: '1',
      SigningCertURL: `http://cloud${signer.path}`,
    });
    expect(await isSigned(post)).toBe(true);
  });

  it('tells of a publication with its attributes and a signature that no other text has', async () => {
    const endpoint = await startEndpoint(200);
    postNotification(publication, subscriptionOf(endpoint.url), toolsWith());
    const [{ body } = { body: '' }] = await endpoint.until(1);
    await endpoint.close();
    const post = JSON.parse(body) as Posted;
    expect(post).toMatchObject({
      Type: 'Notification',
      MessageId: 'm1',
      Subject: 'SPY',
      Message: 'SPY crosses 500',
      UnsubscribeURL: `http://cloud/?Action=Unsubscribe&SubscriptionArn=${encodeURIComponent(`${TOPIC}:1`)}`,
      MessageAttributes: { alertId: { Type: 'String', Value: 'a1' } },
    });
    expect(await isSigned(post)).toBe(true);
    expect(await isSigned({ ...post, Message: 'SPY crosses 501' })).toBe(false);
  });

  it('is the bare message where delivery is raw', async () => {
    const endpoint = await startEndpoint(200);
    postNotification(publication, subscriptionOf(endpoint.url, { RawMessageDelivery: 'true' }), toolsWith());
    const [{ headers, body } = { headers: {}, body: '' }] = await endpoint.until(1);
    await endpoint.close();
    expect(body).toBe('SPY crosses 500');
    expect(headers).toMatchObject({ 'x-amz-sns-rawdelivery': 'true', 'x-amz-sns-message-id': 'm1' });
  });

  it('is tried again under the same id until it is taken', async () => {
    const endpoint = await startEndpoint(500, 302, 200);
    const logged: string[] = [];
    postNotification(publication, subscriptionOf(endpoint.url), toolsWith(logged));
    const posts = await endpoint.until(3);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await endpoint.close();
    expect(posts.map(({ body }) => (JSON.parse(body) as Posted).MessageId)).toEqual(['m1', 'm1', 'm1']);
    expect(logged.map((line) => line.replace(/^.*, try/, 'try'))).toEqual([
      'try 1 of 4: answered 500',
      'try 2 of 4: answered 302',
    ]);
  });

  it('is given up after four tries', async () => {
    const endpoint = await startEndpoint(503);
    postNotification(publication, subscriptionOf(endpoint.url), toolsWith());
    await endpoint.until(4);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await endpoint.close();
    expect(endpoint.received).toHaveLength(4);
  });
});

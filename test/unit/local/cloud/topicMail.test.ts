import { openMailbox } from '../../../../lib/local/cloud/mailbox';
import { deliverToMailbox, publicationsOf, refusalOf, textFor } from '../../../../lib/local/cloud/topicMail';

const publication = { message: 'plain', subject: 'S', perProtocol: false, attributes: {} };
const texts = (some: object) => ({ ...publication, message: JSON.stringify(some), perProtocol: true });

describe('publicationsOf', () => {
  it('reads a message with its attributes', () => {
    const form = new URLSearchParams({
      Action: 'Publish',
      Message: 'm',
      Subject: 's',
      MessageStructure: 'json',
      'MessageAttributes.entry.1.Name': 'alertId',
      'MessageAttributes.entry.1.Value.DataType': 'String',
      'MessageAttributes.entry.1.Value.StringValue': 'a1',
    });
    expect(publicationsOf(new Map(form))).toEqual([
      {
        message: 'm',
        subject: 's',
        perProtocol: true,
        attributes: { alertId: { DataType: 'String', StringValue: 'a1' } },
      },
    ]);
  });

  it('reads the entries of a batch in their order', () => {
    const entries = [2, 10, 1].map(
      (n) => [`PublishBatchRequestEntries.member.${n}.Message`, `m${n}`] as const,
    );
    const form = new Map<string, string>([['Action', 'PublishBatch'], ...entries]);
    expect(publicationsOf(form).map(({ message }) => message)).toEqual(['m1', 'm2', 'm10']);
  });
});

describe('refusalOf', () => {
  it.each([
    ['a plain message passes', publication, undefined],
    ['a subject of 100 characters passes', { ...publication, subject: 'x'.repeat(100) }, undefined],
    [
      'a longer subject is refused',
      { ...publication, subject: 'x'.repeat(101) },
      'Invalid parameter: Subject',
    ],
    ['a subject of two lines is refused', { ...publication, subject: 'a\nb' }, 'Invalid parameter: Subject'],
    ['an empty subject is refused', { ...publication, subject: '' }, 'Invalid parameter: Subject'],
    ['texts with a default pass', texts({ default: 'd' }), undefined],
    [
      'texts without a default are refused',
      texts({ sms: 's' }),
      'Invalid parameter: Message Structure - No default entry in JSON message body',
    ],
    [
      'texts that are no JSON are refused',
      { ...publication, perProtocol: true },
      'Invalid parameter: Message Structure - JSON message body failed to parse',
    ],
  ])('%s', (_title, given, expected) => {
    expect(refusalOf(given)).toBe(expected);
  });
});

describe('textFor', () => {
  it.each([
    ['a plain message is for everybody', 'sms', publication, 'plain'],
    ['a protocol has its own text', 'sms', texts({ default: 'd', sms: 's' }), 's'],
    ['the others have the default', 'email', texts({ default: 'd', sms: 's' }), 'd'],
  ])('%s', (_title, protocol, given, expected) => {
    expect(textFor(protocol, given)).toBe(expected);
  });
});

describe('deliverToMailbox', () => {
  const subscription = {
    arn: 'arn',
    topicArn: 'topic',
    protocol: 'email',
    endpoint: 'you@example.com',
    confirmed: true,
    attributes: {},
  };
  const delivered = (given: object, subscriptions: object[], passesFilter = () => true) => {
    const mailbox = openMailbox(undefined);
    const all = subscriptions.map((some) => ({ ...subscription, ...some }));
    deliverToMailbox({ ...publication, ...given }, all, { mailbox, passesFilter });
    return mailbox.items().map(({ id: _id, receivedAt: _receivedAt, ...rest }) => rest);
  };

  it('writes one message for each subscription, each with the text of its channel', () => {
    const given = {
      ...texts({ default: 'd', email: 'long', sms: 'short' }),
      attributes: { alertId: { DataType: 'String', StringValue: 'a1' } },
    };
    expect(delivered(given, [{}, { protocol: 'sms', endpoint: '+1555' }])).toEqual([
      { channel: 'email', to: 'you@example.com', subject: 'S', text: 'long', alertIds: ['a1'] },
      { channel: 'sms', to: '+1555', text: 'short', alertIds: ['a1'] },
    ]);
  });

  it.each<[string, object, string[]]>([
    ['no attribute names no alert', {}, []],
    [
      'a list names several alerts',
      { alertId: { DataType: 'String.Array', StringValue: '["a1","a2"]' } },
      ['a1', 'a2'],
    ],
  ])('%s', (_title, attributes, expected) => {
    expect(delivered({ attributes }, [{}])[0]?.alertIds).toEqual(expected);
  });

  it.each<[string, object]>([
    ['before it is confirmed', { confirmed: false }],
    ['on a protocol without a mailbox', { protocol: 'sqs' }],
    ['whose filter does not let it pass', { attributes: { FilterPolicy: '{"severity":["high"]}' } }],
  ])('sends nothing to a subscription %s', (_title, some) => {
    expect(delivered({}, [some], () => false)).toEqual([]);
  });

  it('judges a filter by the attributes of the message', () => {
    const judged: unknown[] = [];
    const passesFilter = (...asked: unknown[]) => judged.push(asked) > 0;
    const attributes = { severity: { DataType: 'String', StringValue: 'high' } };
    delivered({ attributes }, [{ attributes: { FilterPolicy: '{"severity":["high"]}' } }], passesFilter);
    expect(judged).toEqual([[{ severity: ['high'] }, attributes]]);
  });
});

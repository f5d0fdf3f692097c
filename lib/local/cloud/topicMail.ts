import type { MessageAttributes } from './emulators';
import type { TopicSubscription } from './fauxqsDisk';
import type { Mailbox } from './mailbox';

/** One message published to a topic, read from an SNS request. */
export type Publication = {
  readonly message: string;
  readonly subject: string | undefined;
  /** True when the message is a JSON object with a text for each protocol. */
  readonly perProtocol: boolean;
  readonly attributes: MessageAttributes;
};

/** Publications of a `Publish` (one) or `PublishBatch` request, by the names of the query protocol. */
export function publicationsOf(form: ReadonlyMap<string, string>): Publication[] {
  if (form.get('Action') === 'Publish') return [publication(form, '')];
  const entries = numbered(form, 'PublishBatchRequestEntries.member.');
  return entries.map((prefix) => publication(form, prefix));
}

function publication(form: ReadonlyMap<string, string>, prefix: string): Publication {
  const attributes: MessageAttributes = {};
  for (const entry of numbered(form, `${prefix}MessageAttributes.entry.`)) {
    const name = form.get(`${entry}Name`);
    const text = form.get(`${entry}Value.StringValue`);
    const type = { DataType: form.get(`${entry}Value.DataType`) ?? 'String' };
    if (name !== undefined) attributes[name] = text === undefined ? type : { ...type, StringValue: text };
  }
  return {
    message: form.get(`${prefix}Message`) ?? '',
    subject: form.get(`${prefix}Subject`),
    perProtocol: form.get(`${prefix}MessageStructure`) === 'json',
    attributes,
  };
}

function numbered(form: ReadonlyMap<string, string>, prefix: string): string[] {
  const numbers = [...form.keys()]
    .filter((key) => key.startsWith(prefix))
    .map((key) => Number.parseInt(key.slice(prefix.length), 10));
  return [...new Set(numbers)].sort((a, b) => a - b).map((number) => `${prefix}${number}.`);
}

/**
 * What SNS refuses of a publication, in its words; undefined when nothing.
 *
 * Edge    the emulator accepts all of this, so that a mistake would first show on AWS.
 */
export function refusalOf({ message, subject, perProtocol }: Publication): string | undefined {
  if (subject !== undefined && (subject.length > 100 || /[\p{Cc}]/u.test(subject) || subject.trim() === '')) {
    return 'Invalid parameter: Subject';
  }
  if (!perProtocol) return undefined;
  const texts = textsOf(message);
  if (texts === undefined) return 'Invalid parameter: Message Structure - JSON message body failed to parse';
  if (texts['default'] === undefined) {
    return 'Invalid parameter: Message Structure - No default entry in JSON message body';
  }
  return undefined;
}

function textsOf(message: string): Record<string, string> | undefined {
  try {
    const parsed: unknown = JSON.parse(message);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, string>) : undefined;
  } catch {
    return undefined;
  }
}

/** The text that a protocol's subscribers get. */
export function textFor(protocol: string, { message, perProtocol }: Publication): string {
  const texts = perProtocol ? textsOf(message) : undefined;
  return texts?.[protocol] ?? texts?.['default'] ?? message;
}

type Filter = (policy: unknown, attributes: MessageAttributes) => boolean;

/** The confirmed subscriptions whose filter policy lets a publication pass. */
export function receiversOf(
  { attributes }: Publication,
  subscriptions: readonly TopicSubscription[],
  passesFilter: Filter,
): readonly TopicSubscription[] {
  return subscriptions.filter((subscription) => {
    const policy = subscription.attributes['FilterPolicy'];
    return subscription.confirmed && (!policy || passesFilter(JSON.parse(policy), attributes));
  });
}

/** Puts a publication into the mailbox once for each e-mail and SMS subscription that receives it. */
export function deliverToMailbox(
  publication: Publication,
  subscriptions: readonly TopicSubscription[],
  { mailbox, passesFilter }: { mailbox: Mailbox; passesFilter: Filter },
): void {
  for (const { protocol, endpoint } of receiversOf(publication, subscriptions, passesFilter)) {
    if (protocol !== 'email' && protocol !== 'sms') continue;
    mailbox.receive({ ...mailOf(protocol, publication), to: endpoint });
  }
}

/** The message as that channel shows it: SMS has no subject. */
export function mailOf(protocol: 'email' | 'sms', publication: Publication) {
  const text = textFor(protocol, publication);
  const alertIds = alertIdsOf(publication.attributes);
  if (protocol === 'sms') return { channel: protocol, text, alertIds };
  return { channel: protocol, subject: publication.subject ?? 'AWS Notification Message', text, alertIds };
}

function alertIdsOf(attributes: MessageAttributes): string[] {
  const { DataType, StringValue } = attributes['alertId'] ?? {};
  if (StringValue === undefined) return [];
  return DataType === 'String.Array' ? (JSON.parse(StringValue) as string[]) : [StringValue];
}

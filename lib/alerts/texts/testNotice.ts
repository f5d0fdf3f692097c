import type { Severity } from '../../rules/rule';

type Asked = {
  readonly id: string;
  readonly minSeverity?: Severity;
  readonly symbols?: readonly string[];
};

/** Which alerts a subscription gets, in words. */
function wishesText({ minSeverity = 'info', symbols }: Asked): string {
  const severities = minSeverity === 'info' ? 'all alerts' : `alerts of severity ${minSeverity} and above`;
  return symbols === undefined ? severities : `${severities} on ${symbols.join(', ')}`;
}

/**
 * What a subscriber is told to see that messages arrive.
 *
 * Shape  a subject of one line, a plain e-mail, one GSM-7 part.
 */
export function testNotice(subscription: Asked): { subject: string; email: string; sms: string } {
  const email = [
    'This is a test message: somebody asked for it, and nothing has happened.',
    '',
    `This address gets ${wishesText(subscription)}.`,
    '',
    `Subscription ${subscription.id}`,
    '',
    'Information, not advice.',
  ].join('\n');
  return {
    subject: 'Test message: alerts reach this address',
    email,
    sms: 'Test message: alerts reach this number.',
  };
}

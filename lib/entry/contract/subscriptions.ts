import * as z from 'zod';
import { SEVERITIES } from '../../rules/rule';
import { idField, instantField, pageFields, pageOf, symbolField, text } from './fields';
import { routeContract } from './routeContract';

const CHANNELS = ['email', 'sms'] as const;
const LATER_CHANNELS = ['webhook', 'slack'] as const;

/** SNS takes 150 combinations of severities and symbols in one filter. */
const MOST_SYMBOLS = 50;

const ADDRESSES = {
  email: { field: z.email().max(254).toLowerCase(), fix: 'send an e-mail address such as "you@example.com"' },
  sms: { field: z.e164(), fix: 'send a phone number in E.164 such as "+12025550123"' },
};

const channelField = z.enum([...CHANNELS, ...LATER_CHANNELS], { error: 'send "email" or "sms"' }).meta({
  description: '`webhook` and `slack` are not available in this version.',
  example: 'email',
  // Published without those that are only refused in words of their own.
  override: ({ jsonSchema }: { jsonSchema: Record<string, unknown> }) => {
    jsonSchema.enum = CHANNELS;
  },
});

const minSeverityField = z
  .enum(SEVERITIES)
  .optional()
  .meta({ description: 'Alerts below it are not sent; without it all are.', example: 'warning' });

const symbolsField = z
  .array(symbolField)
  .min(1)
  .max(MOST_SYMBOLS)
  .optional()
  .meta({
    description: 'Only alerts of these symbols are sent; without it those of all.',
    example: ['^GSPC'],
  });

const SUBSCRIPTION_ID_EXAMPLE = 'sub_z4wr6jj5kekltjuhupkr3fv4je';

const SUBSCRIPTION_EXAMPLE = {
  channel: 'email',
  address: 'you@example.com',
  minSeverity: 'warning',
  symbols: ['^GSPC'],
};

const subscriptionBody = z
  .strictObject({
    channel: channelField,
    address: z.string().meta({
      description: 'An e-mail address, kept in lower case, or a phone number in E.164.',
      example: 'you@example.com',
    }),
    minSeverity: minSeverityField,
    symbols: symbolsField,
  })
  .transform(({ channel, address, ...wishes }, context) => {
    const refuse = (path: string, input: string, message: string) => {
      const params = { withheld: path === 'address' };
      context.addIssue({ code: 'custom', path: [path], input, message, params });
      return z.NEVER;
    };
    if (channel === 'webhook' || channel === 'slack') {
      return refuse('channel', channel, 'it is not available in this version, send "email" or "sms"');
    }
    const { field, fix } = ADDRESSES[channel];
    const parsed = field.safeParse(address);
    return parsed.success ? { channel, address: parsed.data, ...wishes } : refuse('address', address, fix);
  });

const subscriptionView = z
  .object({
    id: text('Of this subscription.'),
    channel: z.enum(CHANNELS).meta({ description: 'How it is told.' }),
    address: text('Where it is told.'),
    minSeverity: minSeverityField,
    symbols: z.array(z.string()).optional().meta({ description: 'Whose alerts are sent; absent for all.' }),
    state: z.enum(['pending', 'confirmed', 'disabled']).meta({
      description:
        'As SNS says: `pending` until the owner of the address confirms, `disabled` once he has left or has not answered for three days.',
    }),
    createdAt: instantField,
  })
  .meta({
    id: 'Subscription',
    example: {
      id: SUBSCRIPTION_ID_EXAMPLE,
      ...SUBSCRIPTION_EXAMPLE,
      state: 'pending',
      createdAt: '2026-11-02T15:04:05.000Z',
    },
  });

const testView = z
  .object({
    subscriptionId: text('To whom it was sent.'),
    channel: z.enum(CHANNELS).meta({ description: 'How.' }),
    sentAt: instantField,
    subject: z.string().optional().meta({ description: 'Absent where the channel knows none.' }),
    text: text('What it says.'),
  })
  .meta({
    id: 'TestMessage',
    example: {
      subscriptionId: SUBSCRIPTION_ID_EXAMPLE,
      channel: 'email',
      sentAt: '2026-11-02T15:04:05.000Z',
      subject: 'Test message: alerts reach this address',
      text: 'This is a test message: somebody asked for it, and nothing has happened.',
    },
  });

const byId = z.strictObject({ id: idField });

export const listSubscriptions = routeContract({
  method: 'GET',
  path: '/v1/subscriptions',
  operationId: 'listSubscriptions',
  scope: 'read',
  summary: 'Who is told, oldest first',
  query: z.strictObject(pageFields),
  responses: { 200: { description: 'One page of subscriptions.', data: pageOf(subscriptionView) } },
  problems: ['STORE_UNAVAILABLE'],
});

export const createSubscription = routeContract({
  method: 'POST',
  path: '/v1/subscriptions',
  operationId: 'createSubscription',
  scope: 'write',
  summary: 'Tell an address of alerts',
  description:
    'An e-mail address is sent a link, and nothing else before that is followed; a phone number needs none. An address that is subscribed already, in whatever state, is a conflict that names its subscription: delete that first to begin anew. A tenant has at most 10.',
  body: subscriptionBody,
  bodyExample: SUBSCRIPTION_EXAMPLE,
  responses: { 201: { description: 'The subscription as it stands at once.', data: subscriptionView } },
  problems: ['STORE_CONFLICT', 'LIMIT_EXCEEDED', 'NOTIFY_REJECTED', 'STORE_UNAVAILABLE'],
});

export const getSubscription = routeContract({
  method: 'GET',
  path: '/v1/subscriptions/{id}',
  operationId: 'getSubscription',
  scope: 'read',
  summary: 'One subscription and whether it is confirmed',
  description:
    'What the owner of the address has done is seen within about a minute; on the local stack at once.',
  params: byId,
  responses: { 200: { description: 'The subscription.', data: subscriptionView } },
  problems: ['NOT_FOUND', 'STORE_UNAVAILABLE'],
});

export const deleteSubscription = routeContract({
  method: 'DELETE',
  path: '/v1/subscriptions/{id}',
  operationId: 'deleteSubscription',
  scope: 'write',
  summary: 'Tell an address no more',
  description: 'A link that was sent and is followed afterwards is undone within about a minute.',
  params: byId,
  responses: { 204: { description: 'Gone.' } },
  problems: ['NOT_FOUND', 'STORE_CONFLICT', 'NOTIFY_REJECTED', 'NOTIFY_UNAVAILABLE', 'STORE_UNAVAILABLE'],
});

export const testSubscription = routeContract({
  method: 'POST',
  path: '/v1/subscriptions/{id}/test',
  operationId: 'testSubscription',
  scope: 'write',
  summary: 'Send one subscription a message to see that it arrives',
  params: byId,
  responses: { 200: { description: 'What was sent, to this subscription alone.', data: testView } },
  problems: ['NOT_FOUND', 'NOTIFY_UNCONFIRMED', 'NOTIFY_REJECTED', 'NOTIFY_UNAVAILABLE', 'STORE_UNAVAILABLE'],
});

import { subscriptionId } from '../../../lib/alerts/subscriptionId';

const SUBSCRIPTION = { tenant: 'local', channel: 'email', address: 'you@example.com' };

describe('the id of a subscription', () => {
  it('is the same in every run', () => {
    // From Python: base64.b32encode(hashlib.sha256(b'2:v15:local5:email15:you@example.com').digest()).lower()[:26]
    expect(subscriptionId(SUBSCRIPTION)).toBe('sub_z4wr6jj5kekltjuhupkr3fv4je');
  });

  it.each([
    ['another tenant', { tenant: 'local-2' }],
    ['another channel', { channel: 'sms' }],
    ['another address', { address: 'me@example.com' }],
    ['letters that moved from one part to the next', { channel: 'emaily', address: 'ou@example.com' }],
  ])('is another for %s', (_what, change) => {
    expect(subscriptionId({ ...SUBSCRIPTION, ...change })).not.toBe(subscriptionId(SUBSCRIPTION));
  });
});

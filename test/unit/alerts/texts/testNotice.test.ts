import { septets } from '../../../../lib/alerts/texts/gsm7';
import { testNotice } from '../../../../lib/alerts/texts/testNotice';
import type { Signup } from '../../../../lib/ports/Subscriber';

describe('a test message', () => {
  it('says that nothing has happened, what its reader gets, and the id', () => {
    expect(testNotice({ id: 'sub_1', minSeverity: 'warning', symbols: ['^GSPC', 'SPY'] })).toEqual({
      subject: 'Test message: alerts reach this address',
      email: [
        'This is a test message: somebody asked for it, and nothing has happened.',
        '',
        'This address gets alerts of severity warning and above on ^GSPC, SPY.',
        '',
        'Subscription sub_1',
        '',
        'Information, not advice.',
      ].join('\n'),
      sms: 'Test message: alerts reach this number.',
    });
  });

  it.each<[string, Partial<Signup>, string]>([
    ['everything', {}, 'all alerts'],
    ['everything, said', { minSeverity: 'info' }, 'all alerts'],
    ['all of a symbol', { symbols: ['SPY'] }, 'all alerts on SPY'],
    ['what is critical', { minSeverity: 'critical' }, 'alerts of severity critical and above'],
  ])('tells one who wants %s so', (_what, wishes, words) => {
    expect(testNotice({ id: 'sub_1', ...wishes }).email).toContain(`This address gets ${words}.`);
  });

  it('is one part on a phone and one line as a subject', () => {
    const { subject, sms } = testNotice({ id: 'sub_1' });
    expect(subject).toMatch(/^[\x20-\x7e]{1,99}$/);
    expect(sms).toMatch(/^[\x20-\x5f\x61-\x7e]+$/);
    expect(septets(sms)).toBeLessThanOrEqual(160);
  });
});

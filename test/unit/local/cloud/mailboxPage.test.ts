import { confirmationPage, mailboxPage } from '../../../../lib/local/cloud/mailboxPage';

const item = {
  id: '1',
  channel: 'email' as const,
  to: 'you@example.com',
  subject: 'Subject',
  text: 'Text',
  alertIds: [],
  receivedAt: '2026-11-23T22:45:09.176Z',
};
const hostile = `<script>alert(1)</script>"'&`;
const harmless = '&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;';

describe('mailboxPage', () => {
  it.each([
    ['subject', { subject: hostile }],
    ['text', { text: hostile }],
    ['address', { to: hostile }],
  ])('shows a hostile %s as text', (_title, more) => {
    const html = mailboxPage([{ ...item, ...more }]);
    expect(html).toContain(harmless);
    expect(html).not.toContain('<script');
  });

  it('leads a kept confirmation to where the page is, whatever port the cloud had when it came', () => {
    const html = mailboxPage([{ ...item, text: 'http://127.0.0.1:4566/confirmation.html?a=1' }]);
    expect(html).toContain(
      '<a href="/confirmation.html?a=1" rel="noreferrer">http://127.0.0.1:4566/confirmation.html?a=1</a>',
    );
  });

  it('makes links clickable and keeps quotes out of them', () => {
    const text = 'visit http://127.0.0.1:4566/another.html?a=1&b=2 or "http://x.y/z" <http://q.r>';
    const html = mailboxPage([{ ...item, text }]);
    const links = [...html.matchAll(/<a href="([^"]*)"/g)].map(([, href]) => href);
    expect(links).toEqual(['http://127.0.0.1:4566/another.html?a=1&amp;b=2', 'http://x.y/z', 'http://q.r']);
  });

  it.each([
    [[], 'Nothing has arrived yet.'],
    [[item], '1 message, newest first.'],
    [[item, item], '2 messages, newest first.'],
  ])('says how many there are (%#)', (items, lead) => {
    expect(mailboxPage(items)).toContain(lead);
  });

  it('shows the newest first, with its channel and time', () => {
    const sms = {
      id: '2',
      channel: 'sms' as const,
      to: '+1555',
      text: 'short',
      alertIds: [],
      receivedAt: item.receivedAt,
    };
    const html = mailboxPage([item, sms]);
    expect(html.indexOf('SMS to +1555')).toBeLessThan(html.indexOf('E-mail to you@example.com'));
    expect(html).toContain('2026-11-23 22:45:09 UTC');
  });
});

describe('confirmationPage', () => {
  it('names the confirmed address as text', () => {
    expect(confirmationPage(hostile)).toContain(`${harmless} gets the notifications`);
  });

  it('says that a link is not valid', () => {
    expect(confirmationPage(undefined)).toContain('Not confirmed');
  });
});

import { alertLog } from '../../../lib/local/alertLog';
import { alertLine, listedAlertLine, lostLine, welcomeText, wholeMail } from '../../../lib/local/terminal';

// eslint-disable-next-line no-control-regex -- colours are control sequences
const plain = (text: string) => text.replace(/\u001b\[\d+m/g, '');

const item = {
  id: '1',
  channel: 'email' as const,
  to: 'you@example.com',
  subject: '^GSPC crosses 1,300',
  text: 'Rule  crosses\nBar   1d, closed 2008-08-28 16:00 New York\n',
  alertIds: ['a1'],
  receivedAt: '2026-11-23T22:45:09.176Z',
};

describe('alertLine', () => {
  it('tells when it arrived, the date of its bar and its subject', () => {
    expect(plain(alertLine(item))).toBe('  22:45:09  2008-08-28  ^GSPC crosses 1,300');
  });

  it('does without a date', () => {
    expect(plain(alertLine({ ...item, text: 'no bar' }))).toBe('  22:45:09  ^GSPC crosses 1,300');
  });

  it('drops what would move the cursor', () => {
    expect(plain(alertLine({ ...item, text: '', subject: 'a\u001b]0;b\u0007c' }))).toBe('  22:45:09  a]0;bc');
  });
});

describe('listedAlertLine', () => {
  const listed = {
    id: 'a1',
    symbol: '^GSPC',
    ruleId: 'rule_1',
    ruleName: 'crosses\n1,300',
    severity: 'warning',
    barClosedAt: '2008-08-28T20:00:00.000Z',
    createdAt: '2026-11-23T22:45:09.176Z',
    why: { conditionWords: 'no new 1d bar, rules wait' },
  };

  it('tells the same of an alert that the API lists', () => {
    expect(plain(listedAlertLine(listed))).toBe('  22:45:09  2008-08-28  [warning] ^GSPC: crosses1,300');
  });

  it('tells of a notice what it is about, since it has no rule', () => {
    expect(plain(listedAlertLine({ ...listed, ruleId: 'market-data', ruleName: 'Market data' }))).toBe(
      '  22:45:09  2008-08-28  [warning] ^GSPC: no new 1d bar, rules wait',
    );
  });
});

describe('lostLine', () => {
  it('says which database is empty, and what that means', () => {
    expect(plain(lostLine('.local'))).toBe(
      '  Lost the database in .local came up empty although it was filled before: rules and alerts are gone, keys and examples are made anew',
    );
  });
});

describe('alertLog', () => {
  it('shows the first alert whole and the others in one line', () => {
    const printed: string[] = [];
    const show = alertLog((text) => printed.push(text));
    [item, item].forEach(show);
    expect(printed).toEqual([wholeMail(item), alertLine(item)]);
  });

  it.each([
    ['a text message', { channel: 'sms' as const }],
    ['a confirmation', { alertIds: [] }],
  ])('is silent about %s', (_title, more) => {
    const printed: string[] = [];
    alertLog((text) => printed.push(text))({ ...item, ...more });
    expect(printed).toEqual([]);
  });
});

describe('wholeMail', () => {
  it('sets the mail off from the lines around it', () => {
    expect(plain(wholeMail(item))).toBe(
      [
        '',
        '  │ E-mail to you@example.com',
        '  │ ^GSPC crosses 1,300',
        '  │',
        '  │ Rule  crosses',
        '  │ Bar   1d, closed 2008-08-28 16:00 New York',
        '',
      ].join('\n'),
    );
  });
});

describe('welcomeText', () => {
  const welcome = {
    apiUrl: 'http://127.0.0.1:4100',
    mailboxUrl: 'http://127.0.0.1:4566/_local/mailbox',
    endpoint: 'http://127.0.0.1:4566',
    market: { source: 'replay', start: '2008-08-01', now: '2008-08-04', sessionMs: 2000, barMs: 1000 },
    folder: '.local',
    seconds: 4.21,
  };

  it('says where everything is', () => {
    const text = plain(welcomeText(welcome));
    expect(text).toContain('Stock Price Alerter  ready in 4.2 s');
    expect(text).toContain('API      http://127.0.0.1:4100\n');
    expect(text).toContain('Mailbox  http://127.0.0.1:4566/_local/mailbox\n');
    expect(text).toContain('Market   replay from 2008-08-01, one session every 2 s; now 2008-08-04\n');
    expect(text).toContain("curl -s -H 'Authorization: Bearer local' http://127.0.0.1:4100/v1/alerts\n");
  });

  it('says who serves where nothing is played, and who stands in', () => {
    const live = { ...welcome.market, vendors: 'alphaVantage,fmp' };
    const text = plain(welcomeText({ ...welcome, market: live }));
    expect(text).toContain('Market   live, from alphaVantage,fmp\n');
    expect(text).not.toMatch(/simulated|session every|Vendors/);
    const beside = plain(welcomeText({ ...welcome, standIn: 'alphaVantage,fmp' }));
    expect(beside).toContain('DEMO.A to DEMO.H, simulated: one 5-minute bar every 1 s\n');
    expect(beside).toContain('Vendors  alphaVantage,fmp: a local stand-in, with outages\n');
  });

  it('says that an emulator has no mailbox here', () => {
    expect(plain(welcomeText({ ...welcome, mailboxUrl: undefined }))).toContain(
      'Mailbox  none here: the emulator at http://127.0.0.1:4566 delivers',
    );
  });
});

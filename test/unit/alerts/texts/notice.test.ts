import * as fc from 'fast-check';
import { septets } from '../../../../lib/alerts/texts/gsm7';
import { emailText, noticeOf, smsText, subjectText } from '../../../../lib/alerts/texts/notice';
import { alertOf } from '../../../support/alertRecords';

describe('the texts of an alert', () => {
  it('puts severity, symbol, price and rule into the subject', () => {
    expect(subjectText(alertOf())).toBe('[warning] ^GSPC 1,305.32: S&P 500 above 1,300');
  });

  it('tells value, reason, forecast with its reliability, bar time with zone, source and id by e-mail', () => {
    const lines = emailText(alertOf()).split('\n');
    expect(lines).toContain('Close     1,305.32');
    expect(lines).toContain('Value     close 1,305.32 (bar before: 1,296.32)');
    expect(lines).toContain('Threshold 1,300.00');
    expect(lines).toContain('Why       close crosses above 1,300: close went from 1,296.32 to 1,305.32.');
    expect(lines).toContain(
      'Forecast  next 1d: sigma 1.52 %, median +0.00 %, 90 % between 1,272.10 and 1,339.00; ridge model, reliability not measured yet',
    );
    expect(lines).toContain('Bar       1d, closed 2008-08-11 16:00 New York (20:00 UTC)');
    expect(lines).toContain('Source    replay: historical bars played back, not live quotes');
    expect(lines).toContain('Alert     abcdefghijklmnopqrstuvwxyz');
    expect(lines).toContain('Information, not advice.');
  });

  it('says so when no model is trained', () => {
    expect(emailText(alertOf({ forecast: null }))).toContain(
      'Forecast  none: no model is trained for this symbol',
    );
  });

  it('fits an SMS into one part and keeps the id', () => {
    const sms = smsText(alertOf());
    expect(sms).toBe('^GSPC S&P 500 above 1,300: 1,305.32 2008-08-11 (replay) id abcdefghijklmnopqrstuvwxyz');
    expect(septets(sms)).toBeLessThanOrEqual(160);
  });

  it('cuts a long rule name, never the id', () => {
    const sms = smsText(alertOf({ ruleName: '[^]'.repeat(80) }));
    expect(septets(sms)).toBeLessThanOrEqual(160);
    expect(sms).toMatch(/\.\.\. 1,305\.32 2008-08-11 \(replay\) id abcdefghijklmnopqrstuvwxyz$/);
  });

  it('survives hostile names in every channel', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (ruleName) => {
        const notice = noticeOf(alertOf({ ruleName }));
        expect(notice.subject).toMatch(/^[\x20-\x7e]{1,99}$/);
        expect(notice.email).not.toMatch(/[\p{Cf}\p{Cs}]|(?!\n)\p{Cc}/u);
        expect(notice.sms).toMatch(/^[\x20-\x5f\x61-\x7e]+$/);
        expect(septets(notice.sms)).toBeLessThanOrEqual(160);
      }),
      { numRuns: 2_000 },
    );
  });
});

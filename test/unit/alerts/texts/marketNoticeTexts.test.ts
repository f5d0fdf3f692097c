import { septets } from '../../../../lib/alerts/texts/gsm7';
import { noticeOf } from '../../../../lib/alerts/texts/notice';
import { outageNotice, outageOf } from '../../../support/alertRecords';

const { id } = outageNotice();

describe('a notice about the bars of a series', () => {
  it('names the symbol and what happened in its subject', () => {
    expect(noticeOf(outageNotice()).subject).toBe(
      '[warning] AAPL: no new 5min bar, rules wait (MARKET_RATE_LIMITED)',
    );
  });

  it('tells by e-mail what is gone, why, and the last bar, without rule, threshold and forecast', () => {
    expect(noticeOf(outageNotice()).email.split('\n')).toEqual([
      'AAPL warning',
      '',
      'About     Market data: no new 5min bar, rules wait (MARKET_RATE_LIMITED)',
      'Why       No new 5min bar of AAPL. Rules on it wait.',
      'Last bar  5min, closed 2025-07-14 10:05 New York (14:05 UTC)',
      'Close     211.20',
      'Source    alphaVantage',
      `Alert     ${id}`,
      '',
      'Information, not advice.',
      '',
    ]);
  });

  it('tells the same in one text message', () => {
    expect(noticeOf(outageNotice()).sms).toBe(
      `AAPL no new 5min bar, rules wait (MARKET_RATE_LIMITED). Last bar 2025-07-14 10:05 NY, alphaVantage. id ${id}`,
    );
  });

  it('cuts what happened, and never the symbol, the last bar, the source or the id', () => {
    const series = '^ABCDEFGHIJKLMN';
    const lastBar = { ...outageOf().lastBar, closedAt: 0, source: 'alphaVantage (stand-in)' };
    const notice = outageNotice({ series, lastBar, conditionWords: 'x'.repeat(100) });
    const { sms } = noticeOf(notice);
    const tail = `. Last bar 1970-01-01 19:00 NY, alphaVantage (stand-in). id ${notice.id}`;
    // A `^` takes two septets.
    expect(sms).toBe(`${series} ${'x'.repeat(160 - 17 - tail.length - 3)}...${tail}`);
    expect(septets(sms)).toBe(160);
  });
});

import * as fc from 'fast-check';
import { septets } from '../../../../lib/alerts/texts/gsm7';
import { noticeOf } from '../../../../lib/alerts/texts/notice';
import { alertOf, outageNotice } from '../../../support/alertRecords';

const hostile = fc.string({ unit: 'binary', maxLength: 300, size: 'max' });

describe('noticeOf', () => {
  it.each([
    ['of a rule', (ruleName: string) => alertOf({ ruleName })],
    ['of a series', (words: string) => outageNotice({ conditionWords: words, sentence: words })],
  ])('survives hostile words %s in every channel', (_name, alertWith) => {
    fc.assert(
      fc.property(hostile, (words) => {
        const notice = noticeOf(alertWith(words));
        expect(notice.subject).toMatch(/^[\x20-\x7e]{1,99}$/);
        expect(notice.email).not.toMatch(/[\p{Cf}\p{Cs}]|(?!\n)\p{Cc}/u);
        expect(notice.sms).toMatch(/^[\x20-\x5f\x61-\x7e]+$/);
        expect(septets(notice.sms)).toBeLessThanOrEqual(160);
        expect(notice.sms).toMatch(/ NY, [A-Za-z]+\. id [a-z2-7]{26}$/);
      }),
      { numRuns: 2_000 },
    );
  });
});

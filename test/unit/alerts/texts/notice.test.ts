import * as fc from 'fast-check';
import { septets } from '../../../../lib/alerts/texts/gsm7';
import { noticeOf } from '../../../../lib/alerts/texts/notice';
import { alertOf } from '../../../support/alertRecords';

describe('noticeOf', () => {
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

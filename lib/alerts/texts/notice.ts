import type { AlertRecord } from '../alertRecord';
import { isMarketNotice } from '../marketNotice';
import { emailText } from './emailText';
import { marketNoticeTexts } from './marketNoticeTexts';
import { smsText } from './smsText';
import { subjectText } from './subjectText';

/** An alert in each form its channels need. */
export function noticeOf(alert: AlertRecord) {
  const { id, tenant, severity, symbol } = alert;
  const texts = isMarketNotice(alert)
    ? marketNoticeTexts(alert)
    : { subject: subjectText(alert), email: emailText(alert), sms: smsText(alert) };
  return { alertId: id, tenant, severity, symbol, ...texts };
}

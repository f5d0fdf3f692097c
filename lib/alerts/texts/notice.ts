import type { AlertRecord } from '../alertRecord';
import { emailText } from './emailText';
import { smsText } from './smsText';
import { subjectText } from './subjectText';

/** An alert in each form its channels need. */
export function noticeOf(alert: AlertRecord) {
  const { id, tenant, severity, symbol } = alert;
  return {
    alertId: id,
    tenant,
    severity,
    symbol,
    subject: subjectText(alert),
    email: emailText(alert),
    sms: smsText(alert),
  };
}

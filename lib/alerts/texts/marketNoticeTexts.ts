import type { AlertRecord } from '../alertRecord';
import { factSheet } from './factSheet';
import { barTime, figure } from './figures';
import { cutToSeptets, gsm7, septets, SMS_SEPTETS } from './gsm7';
import { smsTail } from './smsText';
import { sourceText } from './sourceText';
import { subjectLine } from './subjectText';

/** A notice about the bars of a series in each form its channels need: no rule, no threshold, no forecast. */
export const marketNoticeTexts = (alert: AlertRecord) => ({
  subject: subjectLine(`[${alert.severity}] ${alert.symbol}: ${alert.why.conditionWords}`),
  email: email(alert),
  sms: sms(alert),
});

const email = (alert: AlertRecord): string =>
  factSheet(alert, [
    ['About', `${alert.ruleName}: ${alert.why.conditionWords}`],
    ['Why', alert.why.sentence],
    ['Last bar', `${alert.interval}, closed ${barTime(alert.barClosedAt)}`],
    ['Close', figure(alert.close)],
    ['Source', sourceText(alert.source).full],
  ]);

/** Symbol, what happened, the last bar with its zone, source, id: what happened is cut where it is too long. */
function sms(alert: AlertRecord): string {
  const [before, after] = [`${gsm7(alert.symbol)} `, `. Last bar${smsTail(alert)}`];
  const room = SMS_SEPTETS - septets(before) - septets(after);
  return before + cutToSeptets(gsm7(alert.why.conditionWords), room) + after;
}

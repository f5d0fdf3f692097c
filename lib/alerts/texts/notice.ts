import type { ComparedValue } from '../../rules/finding';
import type { AlertRecord } from '../alertRecord';
import { asciiText } from './asciiText';
import { cleanText } from './cleanText';
import { barTime, figure, percent } from './figures';
import { cutToSeptets, gsm7, septets, SMS_SEPTETS } from './gsm7';
import { isConstant } from './isConstant';

/** SNS refuses subjects of 100 characters and more. */
const SUBJECT_LENGTH = 99;

const SIMULATED: Readonly<Record<string, string>> = {
  replay: 'replay: historical bars played back, not live quotes',
  simulated: 'simulated: not quotes of any market',
};

/**
 * The subject line of an alert: printable ASCII, under 100 characters, severity first.
 */
export function subjectText(alert: AlertRecord): string {
  const line = `[${alert.severity}] ${alert.symbol} ${figure(alert.close)}: ${alert.ruleName}`;
  return asciiText(line).slice(0, SUBJECT_LENGTH).trimEnd();
}

/**
 * The plain-text e-mail of an alert, one labelled fact per line.
 */
export function emailText(alert: AlertRecord): string {
  const facts: readonly (readonly [string, string])[] = [
    ['Rule', alert.ruleName],
    ['Close', figure(alert.close)],
    ...alert.values.map(readingFact),
    ['Why', alert.why.sentence],
    ['Before', firedBefore(alert.why.firedBefore)],
    ['Forecast', forecastText(alert)],
    ['Bar', `${alert.interval}, closed ${barTime(alert.barClosedAt)}`],
    ['Source', SIMULATED[alert.source] ?? alert.source],
    ['Alert', alert.id],
  ];
  const lines = facts.map(([name, fact]) => `${name.padEnd(10)}${cleanText(fact)}`);
  return [
    `${cleanText(alert.symbol)} ${alert.severity}`,
    '',
    ...lines,
    '',
    'Information, not advice.',
    '',
  ].join('\n');
}

/**
 * The SMS of an alert: one GSM-7 part. The id is never cut, the rule's name is cut first.
 */
export function smsText(alert: AlertRecord): string {
  const day = new Date(alert.barClosedAt).toISOString().slice(0, 10);
  const source = alert.source in SIMULATED ? ` (${alert.source})` : '';
  const tail = ' ' + gsm7(`${figure(alert.close)} ${day}${source} id ${alert.id}`);
  const head = gsm7(`${alert.symbol} ${alert.ruleName}:`);
  return cutToSeptets(head, SMS_SEPTETS - septets(tail)) + tail;
}

/** What was compared stands left, what it was compared with stands right. */
function readingFact({ path, label, current, previous }: ComparedValue): readonly [string, string] {
  const isThreshold = /\.(right|lo|hi|by)$/.test(path);
  if (isConstant(label)) return [isThreshold ? 'Threshold' : 'Value', figure(current)];
  const reading = `${label} ${figure(current)} (bar before: ${figure(previous)})`;
  return [isThreshold ? 'Threshold' : 'Value', reading];
}

function firedBefore(count: number): string {
  return count === 0 ? 'this is the first firing of this rule' : `fired ${count} times before`;
}

function forecastText(alert: AlertRecord): string {
  const forecast = alert.forecast;
  if (forecast === null) return 'none: no model is trained for this symbol';
  const band = `90 % between ${figure(forecast.low90)} and ${figure(forecast.high90)}`;
  const reliability = forecast.confidence === 'none' ? 'reliability not measured yet' : forecast.confidence;
  const sigma = `sigma ${figure(forecast.volatilityPct)} %, median ${percent(forecast.predictedChangePct)}`;
  return `next ${forecast.horizon}: ${sigma}, ${band}; ${forecast.modelKind} model, ${reliability}`;
}

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

import type { AlertRecord } from '../alertRecord';
import { asciiText } from './asciiText';
import { figure } from './figures';
import { nameBesideSymbol } from './nameBesideSymbol';

/** SNS refuses subjects of 100 characters and more. */
const SUBJECT_LENGTH = 99;

/**
 * The subject line of an alert: printable ASCII, under 100 characters, severity first.
 */
export function subjectText(alert: AlertRecord): string {
  return subjectLine(
    `[${alert.severity}] ${alert.symbol} ${figure(alert.close)}: ${nameBesideSymbol(alert)}`,
  );
}

/** A text as a subject: printable ASCII, under 100 characters. */
export const subjectLine = (text: string): string => asciiText(text).slice(0, SUBJECT_LENGTH).trimEnd();

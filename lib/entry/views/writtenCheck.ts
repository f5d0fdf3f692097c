import type { Checked, Outcome } from '../../app/checkAlerts';
import { finiteJson } from '../http/finiteJson';
import { alertView } from './alertView';
import { forecastView } from './forecastView';

/** Bytes of outcomes and alerts that are told in full: outcomes first. */
const MOST_TOLD_BYTES = 1_000_000;

/** Characters of a sentence that is told in short. */
const SHORT_TEXT = 300;

/**
 * The JSON of what a check has found, each part written once. All outcomes and alerts are told; those behind the
 * bytes that are told in full have no values, no condition tree, and short sentences.
 */
export function writtenCheck({ forecast, outcomes, alerts }: Checked): string {
  const told = inFullUpTo(MOST_TOLD_BYTES);
  const outcomeTexts = outcomes.map((outcome) => told(outcome, shortOutcome));
  const alertTexts = alerts.map((alert) => told(alertView(alert), shortAlert));
  const forecastText = forecast === null ? 'null' : finiteJson(forecastView(forecast));
  return `{"forecast":${forecastText},"outcomes":[${outcomeTexts.join()}],"alerts":[${alertTexts.join()}]}`;
}

/** Writes parts in full while their bytes last; from the first that is too long, all in short. */
function inFullUpTo(mostBytes: number) {
  let left = mostBytes;
  return <Part extends object>(part: Part, short: (part: Part) => object): string => {
    if (left <= 0) return finiteJson(short(part));
    const text = finiteJson(part);
    left -= Buffer.byteLength(text);
    return left < 0 ? finiteJson(short(part)) : text;
  };
}

const shortOutcome = (outcome: Outcome) => ({ ...outcome, values: [] });

function shortAlert(alert: ReturnType<typeof alertView>) {
  const { condition: _, conditionWords, sentence, ...why } = alert.why;
  const shortWhy = { ...why, conditionWords: shortText(conditionWords), sentence: shortText(sentence) };
  return { ...alert, why: shortWhy, values: [] };
}

const shortText = (text: string): string =>
  text.length > SHORT_TEXT ? `${text.slice(0, SHORT_TEXT - 1)}…` : text;

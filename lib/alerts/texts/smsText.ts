import type { AlertRecord } from '../alertRecord';
import { barTimeBrief, figure } from './figures';
import { cutToSeptets, gsm7, septets, SMS_SEPTETS } from './gsm7';
import { nameBesideSymbol } from './nameBesideSymbol';
import { sourceText } from './sourceText';

/** A name or a condition cut shorter than this tells nobody anything. */
const LEAST_SEPTETS = 8;

/**
 * The SMS of an alert, one GSM-7 part: symbol, rule and condition, value and threshold, forecast, bar time
 * with zone, source, id.
 *
 * Edge  where it is too long the rule's name gives way first, then the condition, then the readings;
 *       time, source and id are never cut.
 */
export function smsText(alert: AlertRecord): string {
  const { symbol, why, id } = alert;
  const tail = ' ' + gsm7(`${barTimeBrief(alert.barClosedAt)}, ${sourceText(alert.source).brief}. id ${id}`);
  const facts = gsm7(`: ${readingText(alert)}. ${forecastText(alert)}.`);
  const before = `${gsm7(symbol)} `;
  const room = SMS_SEPTETS - septets(before) - septets(facts) - septets(tail);
  const head = before + whatHappened(gsm7(nameBesideSymbol(alert)), gsm7(why.conditionWords), room);
  return cutToSeptets(head + facts, SMS_SEPTETS - septets(tail)) + tail;
}

/**
 * `name (condition)` as far as there is room: a condition that fits whole is worth more than the name, and a
 * name that the condition repeats is worth nothing.
 */
function whatHappened(name: string, condition: string, room: number): string {
  const beside = room - septets(condition) - 3;
  const isSaid = condition.includes(name);
  if (!isSaid && beside >= Math.min(LEAST_SEPTETS, septets(name)))
    return `${cutToSeptets(name, beside)} (${condition})`;
  if (septets(condition) <= room) return condition;
  return cutToSeptets(name, Math.max(room, LEAST_SEPTETS));
}

/** The first reading that can vary, and what it was compared with where that can vary too. */
function readingText({ close, values }: AlertRecord): string {
  const [compared, ...others] = values.filter(({ constant }) => constant !== true);
  if (compared === undefined) return figure(close);
  const threshold = others.find(({ path }) => /\.(right|lo|hi|by)$/.test(path));
  const reading = figure(compared.current, compared.unit);
  return threshold ? `${reading} against ${figure(threshold.current, threshold.unit)}` : reading;
}

function forecastText({ forecast }: AlertRecord): string {
  if (forecast === null) return 'No forecast';
  const { horizon, volatilityPct, confidence } = forecast;
  const trust = confidence === 'none' ? 'unmeasured' : confidence;
  return `Next ${horizon} sigma ${figure(volatilityPct, '%')}, ${trust}`;
}

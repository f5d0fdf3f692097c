import type { AlertRecord } from '../alertRecord';
import { barTimeBrief, figure } from './figures';
import { cutToSeptets, gsm7, septets, SMS_SEPTETS } from './gsm7';
import { horizonText } from './horizonText';
import { nameBesideSymbol } from './nameBesideSymbol';
import { decidingTerms, smsReading } from './smsReading';
import { sourceText } from './sourceText';

/** A name or a condition cut shorter than this tells nobody anything. */
const LEAST_SEPTETS = 8;

/**
 * The SMS of an alert, one GSM-7 part: symbol, rule and condition, value and threshold, forecast, bar time
 * with zone, source, id.
 *
 * Edge  where it is too long the rule's name gives way to its condition; where that does not fit either, the
 *       name stands beside value and threshold, with the part of the condition that made it true if there is
 *       room. Time, source and id are never cut.
 */
export function smsText(alert: AlertRecord): string {
  const { symbol, why, id } = alert;
  const tail = ' ' + gsm7(`${barTimeBrief(alert.barClosedAt)}, ${sourceText(alert.source).brief}. id ${id}`);
  const before = `${gsm7(symbol)} `;
  const name = gsm7(nameBesideSymbol(alert));
  const roomBeside = (facts: string) => SMS_SEPTETS - septets(before) - septets(facts) - septets(tail);

  const spelled = factsText(alert, true);
  const room = roomBeside(spelled);
  const terms = gsm7(decidingTerms(alert) ?? '');
  const words = withName(name, gsm7(why.conditionWords), room) ?? withTerms(name, terms, room);
  if (words !== undefined) return before + words + spelled + tail;

  const facts = factsText(alert, false);
  const isCut = septets(name) > roomBeside(facts);
  if (isCut && terms !== '' && septets(terms) <= room) return before + terms + spelled + tail;
  const head = before + cutToSeptets(name, Math.max(roomBeside(facts), LEAST_SEPTETS));
  return cutToSeptets(head + facts, SMS_SEPTETS - septets(tail)) + tail;
}

/**
 * `name (condition)` as far as there is room: a condition that fits whole is worth more than the name, and a
 * name that the condition repeats is worth nothing. Undefined when the condition does not fit.
 */
function withName(name: string, condition: string, room: number): string | undefined {
  const beside = room - septets(condition) - 3;
  const isSaid = condition.includes(name);
  if (!isSaid && beside >= Math.min(LEAST_SEPTETS, septets(name)))
    return `${cutToSeptets(name, beside)} (${condition})`;
  return septets(condition) <= room ? condition : undefined;
}

/** `name (terms)` where both fit whole: terms are no plain words, a name is not cut for them. */
function withTerms(name: string, terms: string, room: number): string | undefined {
  const both = `${name} (${terms})`;
  return terms !== '' && septets(both) <= room ? both : undefined;
}

/** Value and threshold, and the forecast; what the condition's words name already is not said again. */
const factsText = (alert: AlertRecord, isSpelled: boolean): string =>
  gsm7(`: ${smsReading(alert, isSpelled)}. ${forecastText(alert)}.`);

function forecastText({ forecast }: AlertRecord): string {
  if (forecast === null) return 'No forecast';
  const { horizon, volatilityPct, confidence } = forecast;
  const trust = confidence === 'none' ? 'unmeasured' : confidence;
  return `Next ${horizonText(horizon)} sigma ${figure(volatilityPct, '%')}, ${trust}`;
}

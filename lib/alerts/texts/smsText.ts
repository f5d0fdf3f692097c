import type { AlertRecord } from '../alertRecord';
import { barTimeBrief, figure } from './figures';
import { cutToSeptets, gsm7, septets, SMS_SEPTETS } from './gsm7';
import { horizonText } from './horizonText';
import { nameBesideSymbol } from './nameBesideSymbol';
import type { Beside } from './smsReading';
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
 *       room. Value, threshold, forecast, time, source and id are never cut for a
 *       name, which is left out rather.
 */
export function smsText(alert: AlertRecord): string {
  const { symbol, why } = alert;
  const tail = smsTail(alert);
  const before = `${gsm7(symbol)} `;
  const room = SMS_SEPTETS - septets(before) - septets(tail);
  const name = gsm7(nameBesideSymbol(alert));
  const terms = gsm7(decidingTerms(alert) ?? '');
  const facts = (beside: Beside, isNamed: boolean) =>
    gsm7(`: ${smsReading(alert, beside, isNamed)}. ${forecastText(alert)}.`);
  const whole = (head: string | undefined, told: string) =>
    head && septets(head + told) <= room ? head + told : undefined;

  const [spelled, ofTerms] = [facts('words', true), facts('terms', false)];
  const [named, bare] = [facts('name', true), facts('name', false)];
  const told =
    whole(withName(name, gsm7(why.conditionWords), room - septets(spelled)), spelled) ??
    whole(terms && `${name} (${terms})`, ofTerms) ??
    whole(name, named) ??
    whole(name, bare) ??
    whole(terms, ofTerms) ??
    whole(cutName(name, room - septets(bare)), bare) ??
    cutToSeptets(bare.slice(2), room);
  return before + told + tail;
}

/** What every SMS ends with: bar time with zone, source, id. */
export const smsTail = ({ barClosedAt, source, id }: AlertRecord): string =>
  ' ' + gsm7(`${barTimeBrief(barClosedAt)}, ${sourceText(source).brief}. id ${id}`);

/** As much of a name as there is room for; undefined where that says nothing. */
const cutName = (name: string, room: number): string | undefined =>
  room < LEAST_SEPTETS ? undefined : cutToSeptets(name, room);

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

function forecastText({ forecast }: AlertRecord): string {
  if (forecast === null) return 'No forecast';
  const { horizon, volatilityPct, confidence } = forecast;
  const trust = confidence === 'none' ? 'unproven' : confidence;
  return `Next ${horizonText(horizon)} sigma ${figure(volatilityPct, '%')}, ${trust}`;
}

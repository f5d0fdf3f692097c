import type { ComparedValue } from '../../rules/finding';
import type { AlertForecast, AlertRecord } from '../alertRecord';
import { contributingValues } from './contributions';
import { type Fact, factSheet } from './factSheet';
import { barTime, figure, percent } from './figures';
import { horizonText } from './horizonText';
import { sourceText } from './sourceText';

/**
 * The plain-text e-mail of an alert, one labelled fact per line.
 */
export function emailText(alert: AlertRecord): string {
  return factSheet(alert, [
    ['Rule', alert.ruleName],
    ['Close', figure(alert.close)],
    ...distinct(contributingValues(alert.values, alert.why.condition).map(readingFact)),
    ['Why', alert.why.sentence],
    ['Before', firedBefore(alert.why.firedBefore)],
    ['Forecast', forecastText(alert.forecast)],
    ['Bar', `${alert.interval}, closed ${barTime(alert.barClosedAt)}`],
    ['Source', sourceText(alert.source).full],
  ]);
}

/** What was compared is a value, what it was compared with a threshold; a band has two. */
const NAMES: Readonly<Record<string, string>> = {
  right: 'Threshold',
  by: 'Threshold',
  lo: 'Lower',
  hi: 'Upper',
};

function readingFact({ path, words, unit, constant, current, previous }: ComparedValue): Fact {
  const name = NAMES[path.slice(path.lastIndexOf('.') + 1)] ?? 'Value';
  if (constant === true) return [name, figure(current, unit)];
  const before = previous === null ? '' : ` (bar before: ${figure(previous, unit)})`;
  return [name, `${words}: ${figure(current, unit)}${before}`];
}

/** A rule may compare one reading twice; a reader needs it once. */
function distinct(facts: readonly Fact[]): readonly Fact[] {
  return [...new Map(facts.map((fact) => [fact.join(' '), fact])).values()];
}

function firedBefore(count: number): string {
  if (count === 0) return 'this is the first firing of this rule on this symbol';
  return count === 1 ? 'fired once before' : `fired ${count} times before`;
}

/** Who speaks where the newest model does not. */
const STAND_INS: Readonly<Record<string, string>> = {
  championUnreadable: 'an older one: the newest cannot be read',
  modelsUnreadable: 'a stand-in: no trained one can be read',
};

function forecastText(forecast: AlertForecast | null): string {
  if (forecast === null) return 'none: no model is trained for the next bar';
  const { horizon, volatilityPct, predictedChangePct, low90, high90, modelKind, confidence, degraded } =
    forecast;
  const spread = `sigma ${figure(volatilityPct, '%')}, median ${percent(predictedChangePct)}`;
  const band = `90 % between ${figure(low90)} and ${figure(high90)}`;
  const trust = confidence === 'none' ? 'reliability not proven' : `reliability ${confidence}`;
  const standIn = degraded === undefined ? '' : ` (${STAND_INS[degraded] ?? degraded})`;
  return `next ${horizonText(horizon)}: ${spread}, ${band}; ${modelKind} model${standIn}, ${trust}`;
}

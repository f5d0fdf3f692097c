import type { Indicator } from '../../lib/features/indicators/indicator';
import { BAR_INDICATORS, VALUE_INDICATORS } from '../../lib/features/indicators/indicatorTable';

/** Columns of bars by name: `high`, `low`, `close`, `volume`, `session`. */
export type BarColumns = Readonly<Record<string, Float64Array>>;

export type Reading = Readonly<Record<string, number>>;

/** An indicator whose inputs and outputs are told by name, whatever they are. */
type AnyIndicator = Indicator<any, any, any>;

export type IndicatorCase = {
  readonly indicator: AnyIndicator;
  /** True when it reads one number at each bar; the laws give it the close. */
  readonly ofValues: boolean;
};

/** Every indicator by its name. */
export const indicatorCases: Readonly<Record<string, IndicatorCase>> = Object.fromEntries([
  ...Object.entries(VALUE_INDICATORS).map(
    ([name, indicator]) => [name, { indicator: indicator as AnyIndicator, ofValues: true }] as const,
  ),
  ...Object.entries(BAR_INDICATORS).map(
    ([name, indicator]) => [name, { indicator: indicator as AnyIndicator, ofValues: false }] as const,
  ),
]);

const named = <One>(outcome: One | Readonly<Record<string, One>>, isOne: boolean) =>
  (isOne ? { value: outcome } : outcome) as Readonly<Record<string, One>>;

/** The columns of an indicator by output; `value` where it has one. */
export function readingsOf(
  name: string,
  bars: BarColumns,
  parameters: object,
): Readonly<Record<string, Float64Array>> {
  const { indicator, ofValues } = indicatorCases[name]!;
  const columns = indicator.columns(ofValues ? bars['close']! : bars, parameters);
  return named<Float64Array>(columns, columns instanceof Float64Array);
}

/** What a stream is given of bar t. */
export function inputAt(name: string, bars: BarColumns, t: number): unknown {
  if (indicatorCases[name]!.ofValues) return bars['close']![t];
  return Object.fromEntries(Object.entries(bars).map(([field, column]) => [field, column[t]]));
}

/** What a stream answers, by output. */
export const namedReading = (reading: number | Reading): Reading =>
  named<number>(reading, typeof reading === 'number');

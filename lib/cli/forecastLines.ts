import { stringify } from 'csv-stringify/sync';
import type { ToldByModel, ToldCases } from '../forecast/backtest/toldCases';

/** What is written of each scored forecast, a line a level. */
export const FORECAST_COLUMNS = [
  'symbol',
  'asOf',
  'horizon',
  'model',
  'sigma',
  'low90',
  'high90',
  'level',
  'pTouch',
  'touched',
  'realised',
] as const;

/** Beyond these, a price that went through its logarithm is rounding. */
const PRICE_DIGITS = 12;

type Line = readonly (string | number)[];

export const FORECAST_HEADER = stringify([[...FORECAST_COLUMNS]]);

/**
 * The forecasts of a series as CSV, model by model.
 *
 * Shape   a line a level; one without a level where touches are not scored yet, for want of a baseline.
 * Units   `asOf` in UTC; sigma of the log return over the horizon; interval, level and what was realised as prices; touched 1
 *         or 0.
 */
export function* forecastLines(symbol: string, horizon: string, told: ToldCases): Generator<string> {
  const asOf = Array.from(told.asOf, (at) => new Date(at).toISOString());
  for (const model of told.models)
    yield stringify(
      asOf.flatMap((at, place) => linesOf([symbol, at, horizon, model.model], { told, model, place })),
    );
}

type Case = { readonly told: ToldCases; readonly model: ToldByModel; readonly place: number };

function linesOf(names: Line, { told, model, place }: Case): Line[] {
  const { close, levels, touched, horizonReturn } = told;
  const each = levels.length / close.length;
  const price = (move: number): number => Number((close[place]! * Math.exp(move)).toPrecision(PRICE_DIGITS));
  const [low90, high90] = [price(model.low90[place]!), price(model.high90[place]!)];
  const realised = price(horizonReturn[place]!);
  const line = [...names, model.sigma[place]!, low90, high90];
  if (told.isTouchScored[place] === 0) return [[...line, '', '', '', realised]];
  return Array.from({ length: each }, (_, level) => {
    const at = place * each + level;
    const touch = [price(levels[at]!), model.touch[at]!, touched[at]!];
    return [...line, ...touch, realised];
  });
}

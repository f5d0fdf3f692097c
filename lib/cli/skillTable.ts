import type { Evaluated, EvaluatedModel } from '../app/evaluateModels';
import type { Estimate, Lead } from '../forecast/backtest/skill';

const percent = (share: number, digits = 1): string => (100 * share).toFixed(digits);

const spread = ({ is, low90, high90 }: Estimate, digits: number): string =>
  low90 === undefined || high90 === undefined
    ? percent(is, digits)
    : `${percent(is, digits)} (${percent(low90, digits)}…${percent(high90, digits)})`;

const led = (lead: Lead | undefined): string =>
  lead === undefined
    ? ''
    : `${spread(lead.saved, 1)} t ${lead.t?.toFixed(1) ?? '–'} ${lead.better}/${lead.series}`;

/** Columns of the table, each with what it says of a model. */
const COLUMNS: readonly (readonly [string, (evaluated: EvaluatedModel) => string])[] = [
  ['model', ({ model }) => model],
  ['cases', ({ pooled }) => pooled.cases.toLocaleString('en')],
  ['QLIKE', ({ pooled }) => pooled.qlike.toFixed(4)],
  ['saved of ewma, %', ({ leads }) => led(leads.ewma)],
  ['of ewma-range, %', ({ leads }) => led(leads['ewma-range'])],
  ['of har, %', ({ leads }) => led(leads.har)],
  ['R² of log var', ({ pooled }) => pooled.logVarianceR2?.toFixed(3) ?? ''],
  ['touch skill, %', ({ pooled }) => spread(pooled.touchSkill, 2)],
  ['calibration', ({ pooled }) => pooled.calibrationError?.toFixed(4) ?? ''],
  ['90 % held, %', ({ pooled }) => percent(pooled.coverage90.is)],
  [
    'by σ, %',
    ({ pooled }) => pooled.coverageByTercile.map(({ coverage = 0 }) => percent(coverage)).join(' '),
  ],
  ['worst 250, %', ({ pooled }) => (pooled.worstCoverage === undefined ? '' : percent(pooled.worstCoverage))],
  ['direction − up, %', ({ pooled }) => direction(pooled)],
];

const direction = ({ directionAccuracy, alwaysUpAccuracy }: EvaluatedModel['pooled']): string =>
  directionAccuracy === undefined ? 'withheld' : percent(directionAccuracy - alwaysUpAccuracy);

/** What models were worth over one horizon, a line a model: shares of QLIKE saved with their 90 % interval, t and series. */
export function skillTable({ models, left }: Evaluated, horizon: string): string {
  const rows = [COLUMNS.map(([name]) => name), ...models.map((model) => COLUMNS.map(([, of]) => of(model)))];
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) =>
    row
      .map((text, column) => text.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
  const without = left.length === 0 ? [] : [`too few bars: ${left.join(', ')}`];
  return [`${horizon} ahead`, ...lines, ...without, ''].join('\n');
}

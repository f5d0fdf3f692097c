import type { Evaluated, EvaluatedModel, SeriesSkill } from '../app/evaluatedOver';
import type { Contestant } from '../forecast/backtest/backtest';
import type { Estimate, Lead, Skill } from '../forecast/backtest/skill';

/** One line: a model over all series, or over one of them. */
type Row = {
  readonly name: string;
  /** Of single series: bars, and how many were cut back. */
  readonly bars?: string;
  readonly skill: Skill;
  readonly leads: EvaluatedModel['leads'];
  readonly direction?: SeriesSkill['direction'];
};

const percent = (share: number, digits = 1): string => (100 * share).toFixed(digits);

const spread = ({ is, low90, high90 }: Estimate, digits: number): string =>
  low90 === undefined || high90 === undefined
    ? percent(is, digits)
    : `${percent(is, digits)} (${percent(low90, digits)}…${percent(high90, digits)})`;

const led = (lead: Lead | undefined): string =>
  lead === undefined
    ? ''
    : `${spread(lead.saved, 1)} t ${lead.t?.toFixed(1) ?? '–'} ${lead.better}/${lead.series}`;

const against = (rival: Contestant): Column => [`of ${rival}, %`, ({ leads }) => led(leads[rival])];

type Column = readonly [string, (row: Row) => string];

/** Columns of the table, each with what it says of a model; one that says nothing of any is left out. */
const COLUMNS: readonly Column[] = [
  ['model', ({ name }) => name],
  ['bars (cut back)', ({ bars = '' }) => bars],
  ['cases', ({ skill }) => skill.cases.toLocaleString('en')],
  ['QLIKE', ({ skill }) => skill.qlike.toFixed(4)],
  ['saved of ewma, %', ({ leads }) => led(leads.ewma)],
  against('ewma-range'),
  against('ewma-tod'),
  against('har-daily'),
  against('har'),
  ['R² of log var', ({ skill }) => skill.logVarianceR2.toFixed(3)],
  [
    'touch skill, %',
    ({ skill: { touchSkill } }) => (Number.isFinite(touchSkill.is) ? spread(touchSkill, 2) : ''),
  ],
  ['calibration', ({ skill }) => skill.calibrationError?.toFixed(4) ?? ''],
  ['90 % held, %', ({ skill }) => percent(skill.coverage90.is)],
  ['by σ, %', ({ skill }) => skill.coverageByTercile.map(({ coverage = 0 }) => percent(coverage)).join(' ')],
  ['worst 250, %', ({ skill }) => (skill.worstCoverage === undefined ? '' : percent(skill.worstCoverage))],
  ['direction − up, %', directions],
  ['up Brier skill, %', ({ direction: told }) => (told?.brierSkill ? spread(told.brierSkill, 2) : '')],
  ['PT p (Holm)', (row) => directionChance(row)],
  ['return R², % (CW p)', ({ skill }) => returns(skill)],
];

/** Of single series on cases that do not overlap, and of any model that tells up from down. */
function directions({ skill, direction: told }: Row): string {
  const right = told?.accuracy ?? skill.directionAccuracy;
  const up = told?.alwaysUpAccuracy ?? skill.alwaysUpAccuracy;
  return right === undefined ? 'withheld' : `${percent(right)} − ${percent(up)}`;
}

const directionChance = ({ direction: told }: Row): string =>
  told?.pesaranTimmermannP === undefined
    ? ''
    : `${told.pesaranTimmermannP.toFixed(3)} (${(told.holmP ?? 1).toFixed(3)})${told.isProven ? ' proven' : ''}`;

const returns = ({ returnR2, clarkWestP }: Skill): string =>
  returnR2 === undefined ? '' : `${percent(returnR2, 2)} (${clarkWestP?.toFixed(3) ?? '–'})`;

/** What models were worth over one horizon, a line a model: shares of QLIKE saved with their 90 % interval, t and series. */
export function skillTable({ models, left, bars }: Evaluated, horizon: string, isPerSymbol = false): string {
  const pooled = models.map(({ model, pooled: skill, leads }) => ({ name: model, skill, leads }));
  const without =
    left.length === 0 ? [] : [`left out, with too few bars or hardly any that move: ${left.join(', ')}`];
  const singly = isPerSymbol ? models.flatMap((model) => ['', ...linesOf(rowsOf(model, bars))]) : [];
  const reliability = isPerSymbol ? models.flatMap(reliabilityLines) : [];
  const count = bars.reduce((sum, each) => sum + each.bars, 0).toLocaleString('en');
  const repaired = bars.reduce((sum, each) => sum + each.repaired, 0).toLocaleString('en');
  const title = `${horizon} ahead: ${bars.length} series, ${count} bars, ${repaired} of them cut back`;
  return [title, ...linesOf(pooled), ...without, ...singly, ...reliability, ''].join('\n');
}

function rowsOf({ model, series }: EvaluatedModel, bars: Evaluated['bars']): readonly Row[] {
  const told = new Map(
    bars.map((each) => [each.symbol, `${each.bars.toLocaleString('en')} (${each.repaired})`]),
  );
  return series.map(({ symbol, ...row }) => ({
    name: `${model} ${symbol}`,
    bars: told.get(symbol) ?? '',
    ...row,
  }));
}

function linesOf(rows: readonly Row[]): readonly string[] {
  const cells = COLUMNS.map(([name, of]) => [name, ...rows.map(of)]).filter(([, ...texts]) =>
    texts.some((text) => text !== ''),
  );
  const widths = cells.map((column) => Math.max(...column.map(({ length }) => length)));
  return ['', ...rows].map((_, line) =>
    cells
      .map((column, place) => column[line]!.padEnd(widths[place]!))
      .join('  ')
      .trimEnd(),
  );
}

/** How often what was called likely came about, in tenths: told → happened, and how many levels. */
const reliabilityLines = ({ model, pooled }: EvaluatedModel): readonly string[] => [
  '',
  `${model}, chances of touch told → happened (levels), %`,
  ...pooled.reliability
    .filter(({ cases }) => cases > 0)
    .map(
      ({ meanForecast = 0, observedFrequency = 0, cases }) =>
        `${percent(meanForecast).padStart(6)} → ${percent(observedFrequency).padStart(5)} (${cases.toLocaleString('en')})`,
    ),
];

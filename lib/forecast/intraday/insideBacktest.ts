import { INSIDE_FEATURES, INSIDE_WARM_UP_SESSIONS } from '../../features/intraday/insideFeatures';
import { type SessionMoves, sessionMoves } from '../../features/intraday/sessionMoves';
import { ewmaOfVariance } from '../../features/varianceFeatures';
import type { CleanBars } from '../../market/bar';
import type { ModelKind } from '../../models/fit';
import { type Backtest, type Contender, RANGE_BASELINE, TIME_OF_DAY_BASELINE } from '../backtest/backtest';
import { caseBacktest, type RangeBaseline } from './caseBacktest';
import { intradayHarContender, ladderContender } from './caseContenders';
import type { CaseTable } from './caseTable';
import { insideCases } from './insideCases';
import { intradayPanel, type PanelPart } from './intradayPanel';

/** Neighbouring cases overlap: so many are five sessions of them. */
const BEGINNING = { firstSession: INSIDE_WARM_UP_SESSIONS, fewestRows: 300 };

const partOf = (bars: CleanBars, series: SessionMoves, horizonBars: number): PanelPart => {
  const table = insideCases(series, horizonBars);
  const columns = Object.entries(INSIDE_FEATURES).map(
    ([name, feature]) => [name, feature(series, horizonBars)] as const,
  );
  return { bars, table, har: intradayHarContender(table, Object.fromEntries(columns), BEGINNING) };
};

/** `har-pooled` over so many bars inside a session, of every series of a panel. */
export const insidePanel = (panel: readonly CleanBars[], horizonBars: number): readonly Contender[] =>
  intradayPanel(
    panel.map((bars) => partOf(bars, sessionMoves(bars), horizonBars)),
    { isOfMarket: (feature) => feature !== 'profileAhead', sharesErrors: false },
  );

/** Walks models forward over the cases of so many bars inside a session; `pooled` are told beside them. */
export function insideBacktest(
  bars: CleanBars,
  kinds: readonly ModelKind[],
  horizonBars: number,
  pooled: readonly Contender[] = [],
): Backtest {
  const series = sessionMoves(bars);
  const { table, har } = partOf(bars, series, horizonBars);
  const ladder = kinds.map((kind) => (kind === 'har' ? har : ladderContender(bars, kind, table, BEGINNING)));
  return caseBacktest({
    bars,
    repaired: series.moves.repaired.length,
    table,
    contenders: [...ladder, ...pooled],
    baselines: baselinesOf(series, table),
  });
}

/** RiskMetrics of range variances as they are, and divided by their time of day. */
function baselinesOf(
  { moves, grid, profile, even }: SessionMoves,
  table: CaseTable,
): readonly RangeBaseline[] {
  const { horizon, bar } = table;
  const [plain, smooth] = [ewmaOfVariance(moves.rangeVariance), ewmaOfVariance(even)];
  const ahead = (t: number) => profile.mean(grid.session[t]!, grid.slot[t]! + 1, grid.slot[t]! + horizon);
  return [
    { name: RANGE_BASELINE, variance: Float64Array.from(bar, (t) => horizon * plain[t]!) },
    { name: TIME_OF_DAY_BASELINE, variance: Float64Array.from(bar, (t) => horizon * ahead(t) * smooth[t]!) },
  ];
}

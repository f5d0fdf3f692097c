import { CLOSE_FEATURES } from '../../features/intraday/closeFeatures';
import { sessionBars } from '../../features/intraday/sessionBars';
import { sessionMoves } from '../../features/intraday/sessionMoves';
import { type PriceMoves, priceMoves } from '../../features/priceMoves';
import { ewmaOfVariance } from '../../features/varianceFeatures';
import type { CleanBars } from '../../market/bar';
import type { ModelKind } from '../../models/fit';
import { type Backtest, type Contender, RANGE_BASELINE } from '../backtest/backtest';
import { caseBacktest } from './caseBacktest';
import { intradayHarContender, ladderContender } from './caseContenders';
import { intradayPanel, type PanelPart } from './intradayPanel';
import { sessionCases } from './sessionCases';

const BEGINNING = { firstSession: 22, fewestRows: 30 };

type Part = PanelPart & { readonly daily: CleanBars; readonly moves: PriceMoves; readonly repaired: number };

function partOf(bars: CleanBars, sessions: number): Part {
  const series = sessionMoves(bars);
  const daily = sessionBars(bars, series);
  const moves = priceMoves(daily);
  const table = sessionCases(series, moves, sessions);
  const columns = Object.fromEntries(
    Object.entries(CLOSE_FEATURES).map(([name, feature]) => [name, feature(series)]),
  );
  const har = intradayHarContender(table, columns, BEGINNING);
  return { bars, table, har, daily, moves, repaired: series.moves.repaired.length };
}

/** `har-pooled` over so many sessions, of every series of an intraday panel; a year has few errors of each. */
export const sessionPanel = (panel: readonly CleanBars[], sessions: number): readonly Contender[] =>
  intradayPanel(
    panel.map((bars) => partOf(bars, sessions)),
    { isOfMarket: () => true, sharesErrors: true },
  );

/**
 * Walks models forward over intraday bars from the close of each session over so many sessions; `pooled` are told beside
 * them, and so is `har` on daily ranges.
 */
export function sessionBacktest(
  bars: CleanBars,
  kinds: readonly ModelKind[],
  sessions: number,
  pooled: readonly Contender[] = [],
): Backtest {
  const { table, har, daily, moves, repaired } = partOf(bars, sessions);
  const smoothed = ewmaOfVariance(moves.rangeVariance);
  const variance = Float64Array.from(table.session, (session) => sessions * smoothed[session]!);
  const ofLadder = (kind: ModelKind) => ladderContender(daily, kind, table, BEGINNING);
  return caseBacktest({
    bars,
    repaired,
    table,
    contenders: [
      ...kinds.map((kind) => (kind === 'har' ? har : ofLadder(kind))),
      ...pooled,
      { ...ofLadder('har'), name: 'har-daily' },
    ],
    baselines: [{ name: RANGE_BASELINE, variance }],
  });
}

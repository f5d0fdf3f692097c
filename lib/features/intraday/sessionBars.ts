import type { CleanBars, RawBar } from '../../market/bar';
import { cleanBars } from '../../market/cleanBars';
import { barSession } from '../../market/barSession';
import type { SessionMoves } from './sessionMoves';

/**
 * Daily bars of an intraday series, one a session, with incredible prints cut back already.
 *
 * Edge    a session without bars has none; one with missing bars has what the others say.
 */
export function sessionBars(series: CleanBars, { moves, grid }: SessionMoves): CleanBars {
  const bars = Array.from({ length: grid.sessions }, (_, session): RawBar => {
    const [from, end] = [grid.starts[session]!, grid.starts[session + 1]!];
    const { startAt } = series.bars[from]!;
    let [high, low, volume] = [-Infinity, Infinity, 0];
    for (let t = from; t < end; t += 1) {
      high = Math.max(high, moves.logHigh[t]!);
      low = Math.min(low, moves.logLow[t]!);
      volume += moves.volume[t]!;
    }
    const [open, close] = [Math.exp(moves.logOpen[from]!), moves.close[end - 1]!];
    return {
      startAt: labelOf(series, startAt),
      open,
      high: Math.max(Math.exp(high), open, close),
      low: Math.min(Math.exp(low), open, close),
      close,
      volume,
    };
  });
  const { symbol, source } = series;
  return cleanBars({ symbol, interval: '1d', source, bars, knownAt: Number.POSITIVE_INFINITY }).clean;
}

/** A daily bar is labelled by its session's date at 00:00Z. */
const labelOf = ({ interval }: CleanBars, startAt: number): number =>
  Date.parse(`${barSession(interval, startAt)?.date ?? ''}T00:00:00Z`);

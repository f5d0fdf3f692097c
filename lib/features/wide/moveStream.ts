import type { Bar } from '../../market/bar';
import { barSession } from '../../market/barSession';
import { DAY_MS, weekdayOf } from '../../market/calendar/civilDate';
import { CredibleReach, cutBack } from '../../market/crediblePrints';
import type { Interval } from '../../market/interval';
import { SmaStream } from '../indicators/sma';
import { FLOOR_SHARE, garmanKlass, MEMORY_BARS, MONTH_BARS, SMALLEST_VARIANCE } from '../priceMoves';
import type { Move } from './move';

/**
 * Bars → moves, one at a time: the numbers of `priceMoves`, to the last bit.
 *
 * Edge    of the market only the newest close known at the close of a bar counts, so that a market that
 *         misses a bar has not moved.
 */
export class MoveStream {
  private readonly reach = new CredibleReach();
  private readonly usual = new SmaStream(MEMORY_BARS, 1);
  private readonly month = new SmaStream(MONTH_BARS, 1);
  private before: Move | undefined;
  private marketBefore = NaN;
  /** What was told of the bar that may still be replaced. */
  private now: Move | undefined;
  private rangeNow = 0;
  private marketNow = NaN;

  constructor(private readonly interval: Interval) {}

  /** The move with one bar more, or with this one instead of the last; `marketClose` is NaN where there is none. */
  step(bar: Bar, marketClose: number, isNew: boolean): Move {
    if (isNew && this.now) this.keep();
    const closeBefore = this.before?.logClose;
    const { logOpen, logHigh, logLow, logClose } = this.repaired(bar, closeBefore);
    const gap = closeBefore === undefined ? 0 : logOpen - closeBefore;
    const rangeVariance = gap * gap + garmanKlass(logHigh - logLow, logClose - logOpen);
    const varianceFloor = Math.max(FLOOR_SHARE * this.usual.step(rangeVariance, isNew), SMALLEST_VARIANCE);
    this.marketNow = Math.log(marketClose);
    this.now = {
      logOpen,
      logHigh,
      logLow,
      logClose,
      close: bar.close,
      volume: bar.volume,
      logReturn: closeBefore === undefined ? 0 : logClose - closeBefore,
      gap,
      rangeVariance,
      varianceFloor,
      monthVariance: Math.max(this.month.step(rangeVariance, isNew), varianceFloor),
      ...timeOf(this.interval, bar),
      marketReturn: this.marketNow - this.marketBefore,
    };
    return this.now;
  }

  private keep(): void {
    this.before = this.now;
    this.marketBefore = this.marketNow;
    this.reach.push(this.rangeNow);
  }

  private repaired(
    bar: Bar,
    closeBefore: number | undefined,
  ): Pick<Move, 'logOpen' | 'logHigh' | 'logLow' | 'logClose'> {
    const told = {
      open: Math.log(bar.open),
      high: Math.log(bar.high),
      low: Math.log(bar.low),
      close: Math.log(bar.close),
    };
    this.rangeNow = told.high - told.low;
    const cut = closeBefore === undefined ? undefined : cutBack(told, closeBefore, this.reach.reach);
    const { open, high, low, close } = cut ?? told;
    return { logOpen: open, logHigh: high, logLow: low, logClose: close };
  }
}

function timeOf(interval: Interval, { startAt, closedAt }: Bar): Pick<Move, 'weekday' | 'sessionShare'> {
  const weekday = weekdayOf(Math.floor(startAt / DAY_MS));
  const session = interval === '1d' ? undefined : barSession(interval, startAt);
  if (session === undefined) return { weekday, sessionShare: 1 };
  return { weekday, sessionShare: (closedAt - session.openAt) / (session.closeAt - session.openAt) };
}

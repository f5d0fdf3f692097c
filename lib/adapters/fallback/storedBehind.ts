import type { RawBar } from '../../market/bar';
import { DAY_MS } from '../../market/calendar/civilDate';
import { INTRADAY_BAR_MS, type Interval } from '../../market/interval';
import type { BarStore, StoredBar } from '../../ports/BarStore';
import type { BarQuery } from '../../ports/MarketData';
import { COMPARED } from './closePairs';

/** Hours of trading are fewer than a fifth of all hours, and sessions more than half of all days. */
const WALL_BARS = 8;
const WALL_DAYS = 2;

/** So many bars of trading time in wall time, and more. */
export const apartMs = (interval: Interval, bars: number): number =>
  interval === '1d' ? bars * WALL_DAYS * DAY_MS : bars * WALL_BARS * INTRADAY_BAR_MS[interval];

/** The first stored bars, oldest first, where some older ones would stand before them; none where these reach further. */
export async function storedBehind(
  stored: Pick<BarStore, 'newest' | 'whole'>,
  { symbol: series, interval }: Pick<BarQuery, 'symbol' | 'interval'>,
  older: readonly RawBar[],
): Promise<readonly StoredBar[]> {
  const whole = await stored.whole(series, interval);
  const last = older.at(-1);
  if (!last || whole === undefined || whole.from < last.startAt) return [];
  const upTo = whole.from + apartMs(interval, COMPARED);
  const newest = await stored.newest({ series, interval, upTo, limit: COMPARED * WALL_BARS });
  return newest.filter(({ startAt }) => startAt >= whole.from).slice(0, COMPARED);
}

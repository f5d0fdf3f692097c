import type { StoredBar } from '../../ports/BarStore';
import { instant } from './instant';

/** A bar as the contract shows it; `timestamp` is its START. */
export const barView = (bar: StoredBar) => ({
  timestamp: instant(bar.startAt),
  closedAt: instant(bar.closedAt),
  open: bar.open,
  high: bar.high,
  low: bar.low,
  close: bar.close,
  volume: bar.volume,
  source: bar.source,
  quality: bar.quality,
});

import type { NotedBar } from '../../app/notedBars';
import { instant } from './instant';

/** What a source has told of a bar since. */
const correctionView = ({ open, high, low, close, volume, source }: NonNullable<NotedBar['correction']>) => ({
  open,
  high,
  low,
  close,
  volume,
  source,
});

/** A bar as the contract shows it; `timestamp` is its START. */
export const barView = (bar: NotedBar) => ({
  timestamp: instant(bar.startAt),
  closedAt: instant(bar.closedAt),
  open: bar.open,
  high: bar.high,
  low: bar.low,
  close: bar.close,
  volume: bar.volume,
  source: bar.source,
  quality: bar.quality,
  ...(bar.correction && { correction: correctionView(bar.correction) }),
});

import type { NotedBar } from '../../app/notedBars';
import { instant } from './instant';

/** A bar as the contract shows it; `timestamp` is its START. */
export const barView = ({ correction, ...bar }: NotedBar) => ({
  timestamp: instant(bar.startAt),
  closedAt: instant(bar.closedAt),
  open: bar.open,
  high: bar.high,
  low: bar.low,
  close: bar.close,
  volume: bar.volume,
  source: bar.source,
  quality: bar.quality,
  ...(correction && {
    correction: {
      open: correction.open,
      high: correction.high,
      low: correction.low,
      close: correction.close,
      volume: correction.volume,
      source: correction.source,
    },
  }),
});

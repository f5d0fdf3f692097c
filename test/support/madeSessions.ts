import type { CleanBars, RawBar } from '../../lib/market/bar';
import { sessionsBetween } from '../../lib/market/calendar/sessionsBetween';
import { cleanBars } from '../../lib/market/cleanBars';
import { normals } from './madeBars';

const BAR_MS = 300_000;
const BAR_SIGMA = 0.001;
const NIGHT_SIGMA = 0.006;

export type Sessions = {
  readonly seed: number;
  readonly count: number;
  /** How strongly calm and stormy sessions follow each other; 0 for a constant σ. */
  readonly storms?: number;
  /** How much stormier the open and the close are than noon; 0 for none. */
  readonly smile?: number;
};

/** Five-minute bars of consecutive sessions from 2023-01-03 on, with a night before each. */
export function wanderingSessions({ seed, count, storms = 0, smile = 1.5 }: Sessions): CleanBars {
  const draw = normals(seed);
  let [price, logSigma] = [100, 0];
  const bars = sessionsBetween('2023-01-03', '2024-12-31')
    .slice(0, count)
    .flatMap(({ openAt, closeAt }) => {
      const slots = (closeAt - openAt) / BAR_MS;
      price *= Math.exp(NIGHT_SIGMA * Math.exp(logSigma) * draw());
      return Array.from({ length: slots }, (_, slot): RawBar => {
        logSigma = 0.995 * logSigma + (storms / 10) * draw();
        const place = (2 * slot) / (slots - 1) - 1;
        const sigma = (BAR_SIGMA * Math.exp(logSigma) * (1 + smile * place * place)) / 2;
        const open = price;
        const path = [open];
        for (let i = 0; i < 4; i += 1) path.push(path.at(-1)! * Math.exp(sigma * draw()));
        price = path.at(-1)!;
        const volume = Math.round(1_000 * Math.exp(0.3 * draw()));
        const [high, low] = [Math.max(...path), Math.min(...path)];
        return { startAt: openAt + slot * BAR_MS, open, high, low, close: price, volume };
      });
    });
  return fiveMinuteBars(bars, `HOUR${seed}`);
}

/** Checked five-minute bars. */
export function fiveMinuteBars(bars: readonly RawBar[], symbol: string): CleanBars {
  return cleanBars({ symbol, interval: '5min', source: 'made', bars, knownAt: Number.POSITIVE_INFINITY })
    .clean;
}

/** The same past up to `count` bars, and another world after it. */
export function otherSessions(past: CleanBars, count: number, seed: number): CleanBars {
  const draw = normals(seed);
  let close = past.bars[count - 1]!.close;
  const bars = past.bars.map((bar, t) => {
    if (t < count) return bar;
    const open = close * Math.exp(0.004 * draw());
    close = open * Math.exp(0.01 * draw());
    const [high, low] = [1.002 * Math.max(open, close), 0.998 * Math.min(open, close)];
    return { ...bar, open, high, low, close, volume: 1_000 * Math.exp(draw()) };
  });
  return fiveMinuteBars(bars, past.symbol);
}

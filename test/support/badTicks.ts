import type { RawBar } from '../../lib/market/bar';
import { sessionsBetween } from '../../lib/market/calendar/sessionsBetween';
import { normals } from './madeBars';

/** A bar with a bad tick in it: `by` is the factor by which a price is wrong. */
type Spoiled = (bar: RawBar, by: number) => RawBar;

const scaled = (bar: RawBar, by: number): RawBar => ({
  ...bar,
  open: bar.open * by,
  high: bar.high * by,
  low: bar.low * by,
  close: bar.close * by,
});

/** The bar with a price in it, whose high and low are widened to hold it. */
const reaching = (bar: RawBar, price: number): RawBar => ({
  ...bar,
  high: Math.max(bar.high, price),
  low: Math.min(bar.low, price),
});

/** What sources get wrong. */
export const BAD_TICKS = {
  'the close alone': (bar, by) => ({ ...bar, close: bar.close * by }),
  'the close, with high and low': (bar, by) => ({
    ...reaching(bar, bar.close * by),
    close: bar.close * by,
  }),
  'the whole bar': scaled,
  'the decimal point': (bar, by) => scaled(bar, 10 ** Math.sign(by - 1)),
  'the decimal point, by two': (bar, by) => scaled(bar, 100 ** Math.sign(by - 1)),
  'a wick': (bar, by) => reaching(bar, bar.close * by),
  'the open alone': (bar, by) => ({ ...bar, open: bar.open * by }),
  'the open, with high and low': (bar, by) => ({ ...reaching(bar, bar.open * by), open: bar.open * by }),
  'a price of 0': (bar) => ({ ...bar, low: 0 }),
  'a negative price': (bar) => ({ ...bar, close: -bar.close }),
  'high and low swapped': (bar) => ({ ...bar, high: bar.low / 1.0001, low: bar.high }),
  'no number': (bar) => ({ ...bar, close: Number.NaN }),
} satisfies Readonly<Record<string, Spoiled>>;

/** Daily bars of a walk with fat tails (Student's t with 4 degrees of freedom), calm and stormy times, and lognormal volumes. */
export function fatTailedBars(seed: number, from: string, to: string): RawBar[] {
  const draw = normals(seed);
  const chiSquare = (): number => draw() ** 2 + draw() ** 2 + draw() ** 2 + draw() ** 2;
  const tail = (): number => draw() / Math.sqrt(chiSquare() / 2);
  let [close, logSigma] = [100, 0];
  return sessionsBetween(from, to).map(({ date }): RawBar => {
    logSigma = 0.95 * logSigma + 0.1 * draw();
    const sigma = 0.012 * Math.exp(logSigma);
    const open = close * Math.exp(0.5 * sigma * tail());
    close = open * Math.exp(0.8 * sigma * tail());
    const high = Math.max(open, close) * Math.exp(0.4 * sigma * Math.abs(draw()));
    const low = Math.min(open, close) * Math.exp(-0.4 * sigma * Math.abs(draw()));
    const volume = Math.round(1e6 * Math.exp(0.5 * draw()));
    return { startAt: Date.parse(`${date}T00:00:00Z`), open, high, low, close, volume };
  });
}

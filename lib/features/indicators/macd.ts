import { EmaStream } from './ema';
import { type IndicatorStream, LIKE_DISTANCES, type ValueIndicator } from './indicator';
import { smoothedMemory } from './smoothedMemory';

type Parameters = { readonly fast: number; readonly slow: number; readonly signal: number };

type Lines = { macd: number; signal: number; hist: number };

const longer = ({ fast, slow }: Parameters): number => Math.max(fast, slow);

class MacdStream implements IndicatorStream<number, Lines> {
  private readonly lines: Lines = { macd: NaN, signal: NaN, hist: NaN };
  private readonly fast: EmaStream;
  private readonly slow: EmaStream;
  private readonly signal: EmaStream;
  /** Known values that the fast average leaves out, so that both averages begin on the same one. */
  private readonly late: number;
  private seen = 0;
  private isOpen = false;

  constructor(parameters: Parameters) {
    const { fast, slow, signal } = parameters;
    this.fast = new EmaStream(Math.min(fast, slow));
    this.slow = new EmaStream(longer(parameters));
    this.signal = new EmaStream(signal);
    this.late = Math.abs(slow - fast);
  }

  step(current: number, isNew: boolean): Lines {
    if (isNew && this.isOpen) this.seen += 1;
    this.isOpen = Number.isFinite(current);
    const slow = this.slow.step(current, isNew);
    const apart = this.seen < this.late ? NaN : this.fast.step(current, isNew) - slow;
    const signal = this.signal.step(apart, isNew);
    const { lines } = this;
    lines.macd = Number.isNaN(signal) ? NaN : apart;
    lines.signal = signal;
    lines.hist = apart - signal;
    return lines;
  }
}

/**
 * Moving average convergence/divergence: a fast exponential average less a slow one, their own exponential
 * average (the signal), and how far they are above it.
 *
 * Shape   values → three columns, NaN for the first `slow + signal − 2` known ones.
 * Units   those of the values.
 * Edge    both averages begin on the same bar, the fast one with the mean of the last `fast` values there, as
 *         in TA-Lib; periods given the other way round change places. A flat series reads 0.
 * Source  Appel 1979; TA-Lib, MACD (unstable period 0).
 * @example macd.columns(Float64Array.of(1, 2, 4), { fast: 1, slow: 2, signal: 1 }).macd // → [NaN, 0.5, 0.8333333333333335]
 */
export const macd: ValueIndicator<Parameters, Lines> = {
  defaults: { fast: 12, slow: 26, signal: 9 },
  least: { fast: 1, slow: 2, signal: 1 },
  warmUp: (parameters) => longer(parameters) + parameters.signal - 2,
  memory: (parameters) =>
    smoothedMemory((longer(parameters) + 1) / 2, longer(parameters)) +
    smoothedMemory((parameters.signal + 1) / 2, parameters.signal),
  behaviour: { macd: LIKE_DISTANCES, signal: LIKE_DISTANCES, hist: LIKE_DISTANCES },
  columns: (values, parameters) => {
    const [line, signal, hist] = [values, values, values].map(({ length }) => new Float64Array(length));
    const stream = new MacdStream(parameters);
    for (let t = 0; t < values.length; t += 1) {
      const lines = stream.step(values[t]!, true);
      line![t] = lines.macd;
      signal![t] = lines.signal;
      hist![t] = lines.hist;
    }
    return { macd: line!, signal: signal!, hist: hist! };
  },
  stream: (parameters) => new MacdStream(parameters),
};

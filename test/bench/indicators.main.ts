import {
  ADX,
  ATR,
  BollingerBands,
  CCI,
  EMA,
  getStandardDeviation,
  getZScore,
  MACD,
  MFI,
  OBV,
  Period,
  ROC,
  RSI,
  SMA,
  StochasticOscillator,
  VWAP,
  WMA,
} from 'trading-signals';
import type { IndicatorStream } from '../../lib/features/indicators/indicator';
import { BAR_INDICATORS, VALUE_INDICATORS } from '../../lib/features/indicators/indicatorTable';
import { wanderingBars } from '../support/madeBars';
import { interleavedMedians } from './interleavedMedians';

/** Nanoseconds a bar. */
export type Times = { readonly ours: number; readonly theirs: number };

const BARS = 3_500;
/** So many turns before, since an optimised loop is what a stream runs in for the rest of its life. */
const [TURNS, WARM_UP] = [80, 700];

type Candle = { open: number; high: number; low: number; close: number; volume: number };

/** As a peer is used: bar by bar, or with all bars at once. */
type Peer<Input> = { add(input: Input): unknown; updates(inputs: Input[]): unknown };

/** What trading-signals has as a function of a window only, over a window that it keeps as its own classes do. */
function windowed(n: number, read: (window: number[]) => unknown): Peer<number> {
  const window: number[] = [];
  const add = (value: number): unknown => {
    window.push(value);
    if (window.length > n) window.shift();
    return window.length === n ? read(window) : null;
  };
  return { add, updates: (values) => values.map(add) };
}

/** What both are given, and how the peer takes it. Windows are TA-Lib's defaults; the longer, the further behind is the peer. */
type Pair<Input> = readonly [parameters: object, peer: () => Peer<Input>];

const VALUE_PAIRS: Readonly<Record<keyof typeof VALUE_INDICATORS, Pair<number>>> = {
  sma: [{ n: 30 }, () => new SMA(30)],
  ema: [{ n: 30 }, () => new EMA(30)],
  wma: [{ n: 30 }, () => new WMA(30)],
  rsi: [{ n: 14 }, () => new RSI(14)],
  macd: [{ fast: 12, slow: 26, signal: 9 }, () => new MACD(new EMA(12), new EMA(26), new EMA(9))],
  bbands: [{ n: 5, dev: 2 }, () => new BollingerBands(5, 2)],
  roc: [{ n: 10 }, () => new ROC(10)],
  stddev: [{ n: 5 }, () => windowed(5, (window) => getStandardDeviation(window))],
  zscore: [{ n: 30 }, () => windowed(30, (window) => getZScore(window))],
  highest: [{ n: 30 }, () => new Period(30)],
  lowest: [{ n: 30 }, () => new Period(30)],
};

const BAR_PAIRS: Readonly<Record<keyof typeof BAR_INDICATORS, Pair<Candle>>> = {
  atr: [{ n: 14 }, () => new ATR(14)],
  adx: [{ n: 14 }, () => new ADX(14)],
  stoch: [
    { fastK: 5, slowK: 3, slowD: 3 },
    () => new StochasticOscillator({ kPeriod: 5, kSlowingPeriod: 3, dPeriod: 3 }),
  ],
  cci: [{ n: 14 }, () => new CCI(14)],
  mfi: [{ n: 14 }, () => new MFI(14)],
  obv: [{}, () => new OBV(2)],
  vwap: [{}, () => new VWAP()],
};

/** Ours, whatever it reads. */
type AnyIndicator = {
  readonly columns: (input: any, parameters: any) => unknown;
  readonly stream: (parameters: any) => IndicatorStream<any, unknown>;
};

type Bench = {
  readonly indicator: AnyIndicator;
  readonly pair: Pair<any>;
  readonly columns: unknown;
  readonly bars: any[];
};

function benchOf(name: string): Bench {
  const { bars } = wanderingBars({ seed: 1, count: BARS, storms: 0.2 });
  const candles = bars.map((bar): Candle & { session: number } => ({ ...bar, session: 0 }));
  const column = (field: keyof (typeof candles)[number]): Float64Array =>
    Float64Array.from(candles, (bar) => bar[field]);
  if (name in VALUE_PAIRS) {
    const key = name as keyof typeof VALUE_PAIRS;
    const columns = column('close');
    return { indicator: VALUE_INDICATORS[key], pair: VALUE_PAIRS[key], columns, bars: Array.from(columns) };
  }
  const key = name as keyof typeof BAR_PAIRS;
  const fields = ['high', 'low', 'close', 'volume', 'session'] as const;
  const columns = Object.fromEntries(fields.map((field) => [field, column(field)]));
  return { indicator: BAR_INDICATORS[key], pair: BAR_PAIRS[key], columns, bars: candles };
}

function batchWorks({ indicator, pair: [parameters, peer], columns, bars }: Bench): (() => unknown)[] {
  return [() => indicator.columns(columns, parameters), () => peer().updates(bars)];
}

function streamWorks({ indicator, pair: [parameters, peer], bars }: Bench): (() => unknown)[] {
  const streamed = (): unknown => {
    const stream = indicator.stream(parameters);
    let last: unknown;
    for (const bar of bars) last = stream.step(bar, true);
    return last;
  };
  const added = (): unknown => {
    const theirs = peer();
    let last: unknown;
    for (const bar of bars) last = theirs.add(bar);
    return last;
  };
  return [streamed, added];
}

/** One indicator in one form beside the peer's, as `node indicators.main.mjs NAME batch|streaming`. */
function main([name = '', form = '']: readonly string[]): void {
  const works = (form === 'batch' ? batchWorks : streamWorks)(benchOf(name));
  const [ours, theirs] = interleavedMedians(works, TURNS, WARM_UP).map((ms) => (ms * 1e6) / BARS);
  process.stdout.write(JSON.stringify({ ours, theirs }));
}

main(process.argv.slice(2));

import { RollingSums } from '../rollingSums';
import { type Indicator, type IndicatorStream, type Period, type PriceBar } from './indicator';
import { typicalPrice } from './trueRange';

type TradedBar = PriceBar & { readonly volume: number };

class MfiStream implements IndicatorStream<TradedBar, number> {
  /** Money traded at rising and at falling prices. */
  private readonly flows: RollingSums;
  private priceBefore = NaN;
  private price = NaN;

  constructor(n: number) {
    this.flows = new RollingSums(n);
  }

  step(bar: TradedBar, isNew: boolean): number {
    if (isNew && Number.isFinite(this.price)) this.priceBefore = this.price;
    const price = typicalPrice(bar);
    const flow = price * bar.volume;
    const { priceBefore, flows } = this;
    this.price = Number.isFinite(flow) ? price : NaN;
    // The first bar has no price before it, and is no flow.
    const isFlow = Number.isFinite(flow - priceBefore);
    // Factors instead of branches: nobody can predict which way a price goes.
    const bought = Number(price > priceBefore) * flow;
    const sold = Number(price < priceBefore) * flow;
    flows.step(isFlow ? bought : NaN, isFlow ? sold : NaN, isNew);
    if (!isFlow) return NaN;
    const [up, both] = [flows.one, flows.one + flows.other];
    return both === 0 ? 0 : (100 * up) / both;
  }
}

/**
 * Money flow index: how much of the money of the last n bars was traded at rising typical prices.
 *
 * Shape   bars with volume → as many readings, NaN for the first n known ones.
 * Units   0…100.
 * Edge    a window without a flow, flat or without volume, reads 0 as in TA-Lib: who reads that as sold out
 *         also asks whether anything was traded.
 * Source  Quong & Soudack 1989; TA-Lib, MFI.
 * @example mfi.warmUp({ n: 14 }) // → 14
 */
export const mfi: Indicator<TradedBar, Period, number> = {
  defaults: { n: 14 },
  least: { n: 2 },
  warmUp: ({ n }) => n,
  memory: ({ n }) => n + 1,
  behaviour: { scale: 'ignores', shift: 'neither' },
  columns: ({ high, low, close, volume }, { n }) => {
    const readings = new Float64Array(close.length);
    const stream = new MfiStream(n);
    for (let t = 0; t < close.length; t += 1) {
      const bar = { high: high[t]!, low: low[t]!, close: close[t]!, volume: volume[t]! };
      readings[t] = stream.step(bar, true);
    }
    return readings;
  },
  stream: ({ n }) => new MfiStream(n),
};

/**
 * Highest high and lowest low of the last n bars. The bars come in blocks of n: a window is the end of one
 * block and the beginning of the following one. Unlike a queue of candidates it has no turn that nobody can
 * predict.
 *
 * Source  van Herk 1992, A fast algorithm for local minimum and maximum filters; Gil & Werman 1993.
 */
export class RollingRange {
  /** Of the window that ends with the newest bar; NaN until n are there. */
  top = NaN;
  bottom = NaN;
  private readonly highs: Float64Array;
  private readonly lows: Float64Array;
  /** Of the block before, from each place to its end. */
  private readonly endTop: Float64Array;
  private readonly endBottom: Float64Array;
  private isFull = false;
  private size = 0;
  private startTop = -Infinity;
  private startBottom = Infinity;
  /** The bar that may still be replaced. */
  private high = NaN;
  private low = NaN;

  constructor(private readonly n: number) {
    this.highs = new Float64Array(n);
    this.lows = new Float64Array(n);
    this.endTop = new Float64Array(n + 1).fill(-Infinity);
    this.endBottom = new Float64Array(n + 1).fill(Infinity);
  }

  /** One bar more, or this one instead of the last; it is passed over where its high is not finite. */
  step(high: number, low: number, isNew: boolean): void {
    if (isNew && Number.isFinite(this.high)) this.keep();
    this.high = high;
    this.low = low;
    const size = this.size + 1;
    if (!this.isFull && size < this.n) return;
    const top = high > this.startTop ? high : this.startTop;
    const bottom = low < this.startBottom ? low : this.startBottom;
    this.top = this.endTop[size]! > top ? this.endTop[size]! : top;
    this.bottom = this.endBottom[size]! < bottom ? this.endBottom[size]! : bottom;
  }

  private keep(): void {
    const { high, low } = this;
    this.highs[this.size] = high;
    this.lows[this.size] = low;
    this.size += 1;
    if (high > this.startTop) this.startTop = high;
    if (low < this.startBottom) this.startBottom = low;
    if (this.size === this.n) this.turn();
  }

  private turn(): void {
    let [top, bottom] = [-Infinity, Infinity];
    for (let place = this.n - 1; place >= 0; place -= 1) {
      if (this.highs[place]! > top) top = this.highs[place]!;
      if (this.lows[place]! < bottom) bottom = this.lows[place]!;
      this.endTop[place] = top;
      this.endBottom[place] = bottom;
    }
    this.isFull = true;
    this.size = 0;
    this.startTop = -Infinity;
    this.startBottom = Infinity;
  }
}

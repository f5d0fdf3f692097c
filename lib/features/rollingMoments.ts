/**
 * Mean and variance of the last n values. The values come in blocks of n: a window is the end of one block
 * and the beginning of the following one, and what these two say of themselves is put together, so that
 * nothing is ever taken away and nothing is left of what has gone.
 *
 * Edge    equal values have exactly that mean and the variance 0, whatever came before them.
 * Source  Chan, Golub & LeVeque 1983, Algorithms for computing the sample variance.
 */
export class RollingMoments {
  /** Of the window that ends with the newest value. */
  mean = NaN;
  /** 1/size for every size up to n: a division takes as long as all the rest. */
  private readonly share: Float64Array;
  private readonly block: Float64Array;
  /** Of the block before, from each place to its end: mean, and squares around it. */
  private readonly endMean: Float64Array;
  private readonly endSquares: Float64Array;
  private isFull = false;
  private size = 0;
  private startMean = 0;
  private startSquares = 0;
  /** The value that may still be replaced, and what the start of its block says with it. */
  private now = NaN;
  private startMeanNow = 0;
  private startSquaresNow = 0;

  constructor(private readonly n: number) {
    this.share = new Float64Array(n + 1);
    for (let size = 1; size <= n; size += 1) this.share[size] = 1 / size;
    this.block = new Float64Array(n);
    this.endMean = new Float64Array(n);
    this.endSquares = new Float64Array(n);
  }

  /** Population variance of the window with one value more, or with this one instead of the last; NaN until it is full. */
  step(current: number, isNew: boolean): number {
    if (isNew && Number.isFinite(this.now)) this.keep();
    this.now = current;
    const size = this.size + 1;
    const away = current - this.startMean;
    const mean = this.startMean + away * this.share[size]!;
    const squares = this.startSquares + away * (current - mean);
    this.startMeanNow = mean;
    this.startSquaresNow = squares;
    if (size === this.n) {
      this.mean = mean;
      return squares * this.share[size]!;
    }
    return this.isFull ? this.joined(size, mean, squares) : NaN;
  }

  private joined(size: number, mean: number, squares: number): number {
    const { n, share } = this;
    const endMean = this.endMean[size]!;
    const apart = mean - endMean;
    const part = size * share[n]!;
    this.mean = endMean + apart * part;
    return (this.endSquares[size]! + squares + apart * apart * part * (n - size)) * share[n]!;
  }

  private keep(): void {
    this.block[this.size] = this.now;
    this.size += 1;
    this.startMean = this.startMeanNow;
    this.startSquares = this.startSquaresNow;
    if (this.size === this.n) this.turn();
  }

  private turn(): void {
    let mean = 0;
    let squares = 0;
    for (let place = this.n - 1; place > 0; place -= 1) {
      const away = this.block[place]! - mean;
      mean += away * this.share[this.n - place]!;
      squares += away * (this.block[place]! - mean);
      this.endMean[place] = mean;
      this.endSquares[place] = squares;
    }
    this.isFull = true;
    this.size = 0;
    this.startMean = 0;
    this.startSquares = 0;
  }
}

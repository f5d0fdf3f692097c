/**
 * Two sums of the last n values, without a subtraction: the values come in blocks of n, and a window is the
 * end of one block and the beginning of the following one. Nothing is left of what has gone.
 */
export class RollingSums {
  /** Of the window that ends with the newest values; NaN until n are there. */
  one = NaN;
  other = NaN;
  private readonly blockOne: Float64Array;
  private readonly blockOther: Float64Array;
  /** Of the block before, from each place to its end. */
  private readonly endOne: Float64Array;
  private readonly endOther: Float64Array;
  private isFull = false;
  private size = 0;
  private startOne = 0;
  private startOther = 0;
  /** The values that may still be replaced. */
  private nowOne = NaN;
  private nowOther = NaN;

  constructor(private readonly n: number) {
    this.blockOne = new Float64Array(n);
    this.blockOther = new Float64Array(n);
    this.endOne = new Float64Array(n + 1);
    this.endOther = new Float64Array(n + 1);
  }

  /** One value more for each sum, or these instead of the last ones; both are known or neither is. */
  step(one: number, other: number, isNew: boolean): void {
    if (isNew && Number.isFinite(this.nowOne)) this.keep();
    this.nowOne = one;
    this.nowOther = other;
    const size = this.size + 1;
    if (!this.isFull && size < this.n) return;
    this.one = this.endOne[size]! + (this.startOne + one);
    this.other = this.endOther[size]! + (this.startOther + other);
  }

  private keep(): void {
    const { nowOne, nowOther } = this;
    this.blockOne[this.size] = nowOne;
    this.blockOther[this.size] = nowOther;
    this.size += 1;
    this.startOne += nowOne;
    this.startOther += nowOther;
    if (this.size === this.n) this.turn();
  }

  private turn(): void {
    for (let place = this.n - 1; place >= 0; place -= 1) {
      this.endOne[place] = this.endOne[place + 1]! + this.blockOne[place]!;
      this.endOther[place] = this.endOther[place + 1]! + this.blockOther[place]!;
    }
    this.isFull = true;
    this.size = 0;
    this.startOne = 0;
    this.startOther = 0;
  }
}

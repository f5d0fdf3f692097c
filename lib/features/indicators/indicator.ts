/** One of something for a number, one for each name where there are several. */
type Each<Numbers, One> = Numbers extends number ? One : { readonly [Name in keyof Numbers]: One };

/** The prices of a bar that indicators read; one that reads fewer takes fewer. */
export type PriceBar = { readonly high: number; readonly low: number; readonly close: number };

/** A number at each bar for a number, a column by each name where there are several. */
export type Columns<Numbers> = Each<Numbers, Float64Array>;

/** What becomes of readings when all prices are multiplied by one factor above 0, or one amount is added to them. */
export type Behaviour = {
  readonly scale: 'follows' | 'ignores' | 'neither';
  readonly shift: 'follows' | 'ignores' | 'neither';
};

/**
 * Readings bar by bar: the same, to the last bit, as those of the columns of these bars.
 *
 * Edge    an input that is not finite is passed over: it reads NaN, and the bars after it do not know of it.
 */
export type IndicatorStream<Input, Reading> = {
  /**
   * The reading with one bar more (`isNew`), or with this bar instead of the last one: a bar that is still
   * open is told again and again. NaN while warming up. Several outputs come in one object, which the step
   * after it overwrites.
   */
  step(input: Input, isNew: boolean): Reading;
};

/** What every indicator is: its parameters, when it begins to read, and its readings in two forms. */
export type Indicator<Input, Parameters, Reading> = {
  /** TA-Lib's, where it has the indicator. */
  readonly defaults: Parameters;
  readonly least: Parameters;
  /** Known bars that have no reading, all outputs alike: the first ones. */
  readonly warmUp: (parameters: Parameters) => number;
  /** Known bars, the own included, beyond which nothing moves a reading by more than 1e-12 of its inputs. */
  readonly memory: (parameters: Parameters) => number;
  readonly behaviour: Each<Reading, Behaviour>;
  /** Inputs oldest first → as many readings; NaN while warming up, and where an input is not finite. */
  readonly columns: (input: Columns<Input>, parameters: Parameters) => Columns<Reading>;
  readonly stream: (parameters: Parameters) => IndicatorStream<Input, Reading>;
};

/** How many bars it looks over. */
export type Period = { readonly n: number };

/** An indicator of one number at each bar. */
export type ValueIndicator<Parameters = Period, Reading = number> = Indicator<number, Parameters, Reading>;

/** Readings of prices, counted in what these are counted in. */
export const LIKE_PRICES: Behaviour = { scale: 'follows', shift: 'follows' };
/** Distances between prices. */
export const LIKE_DISTANCES: Behaviour = { scale: 'follows', shift: 'ignores' };
/** Shares of distances. */
export const LIKE_SHARES: Behaviour = { scale: 'ignores', shift: 'ignores' };
/** Shares of prices. */
export const LIKE_RETURNS: Behaviour = { scale: 'ignores', shift: 'neither' };

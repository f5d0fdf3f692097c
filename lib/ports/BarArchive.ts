import type { BarColumns, BarYear } from '../market/barColumns';
import type { BarsOfYear } from '../market/encodeBars';

export type ArchivedYear = {
  readonly bars: BarColumns;
  /** Which writing of the year this is. */
  readonly tag: string;
};

/** Bars of the past by year, kept for good. The archive checks nothing but that it gives back what it was given. */
export type BarArchive = {
  /**
   * A year as it was last written; undefined when it never was.
   * Throws BARS_INVALID naming the object when it is not what was written.
   */
  read(place: BarYear): Promise<ArchivedYear | undefined>;
  /**
   * Writes a year over the writing with that tag, all or nothing; undefined means that there is none yet. False when
   * another stands there: nothing is written then. A repetition of a writing whose answer was lost may be false as well.
   * Throws BARS_INVALID for bars that cannot be written.
   */
  replace(year: BarsOfYear, tag: string | undefined): Promise<boolean>;
  /** The years there are, of one series or of all, by series and interval, oldest first. */
  years(series?: string): Promise<readonly BarYear[]>;
};

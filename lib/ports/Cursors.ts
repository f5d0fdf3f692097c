import type { Interval } from '../market/interval';

/** How far each series has been judged: the close (epoch ms) of its last fully judged bar. */
export type Cursors = {
  /** Where the cursor stands; undefined before the first bar was judged. */
  read(series: string, interval: Interval): Promise<number | undefined>;
  /** Moves the cursor if it still stands at `from`; false when another worker moved it. */
  advance(series: string, interval: Interval, from: number | undefined, to: number): Promise<boolean>;
};

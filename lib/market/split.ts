/** A change of the count of shares: `numerator` new ones for `denominator` old ones, 7 and 1 are seven for one. */
export type Split = {
  /** 00:00Z (epoch ms) of the first session that is traded at the new count. */
  readonly at: number;
  readonly numerator: number;
  readonly denominator: number;
};

/**
 * A split as far as it is known: `confirmed` by an announcement and the price, `suspected` by one of them alone, and
 * `refuted` where nobody announced what the price seemed to say.
 */
export type KnownSplit = Split & {
  readonly state: 'confirmed' | 'suspected' | 'refuted';
  /** From the bar on that closes then (epoch ms) it is suspected no more, where that is not five days after its session. */
  readonly suspectedUntil?: number;
};

/**
 * One that nobody has announced so long after its session, three sessions at least, was none: rules that waited for it are
 * judged from then on.
 */
export const REFUTED_AFTER_MS = 5 * 86_400_000;

/** What is written down of a session that opened far away, and of which a feed has answered that there was no split. */
export const noSplitAt = (at: number): KnownSplit => ({
  at,
  numerator: 1,
  denominator: 1,
  state: 'refuted',
  suspectedUntil: at,
});

/** Whether it was only ever an opening that somebody asked about. */
export const isNoSplit = (split: Split): boolean => split.numerator === split.denominator;

/**
 * What a price from before is multiplied with to be on today's scale; a volume is divided by it.
 *
 * @example priceFactor([{ at: 0, numerator: 7, denominator: 1 }]) // → 1 / 7
 */
export const priceFactor = (splits: readonly Split[]): number =>
  splits.reduce((factor, { numerator, denominator }) => (factor * denominator) / numerator, 1);

/** `7:1`, as exchanges write it. */
export const splitName = ({ numerator, denominator }: Split): string => `${numerator}:${denominator}`;

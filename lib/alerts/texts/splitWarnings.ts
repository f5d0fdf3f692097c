import { DAY_MS, dateOf } from '../../market/calendar/civilDate';
import { type Split, splitName } from '../../market/split';

const greatestDivisor = (one: number, other: number): number =>
  other === 0 ? one : greatestDivisor(other, one % other);

const listed = (splits: readonly Split[]): string =>
  splits.map((split) => `${splitName(split)} of ${dateOf(split.at / DAY_MS)}`).join(' and ');

/**
 * How prices in a rule are judged since splits of a symbol.
 *
 * Edge     splits that undo each other leave them as they are written.
 * @example one of 7:1 → 1/7 of what is written; one of 1:8 → 8 times what is written
 */
export function rebasedWarning(symbol: string, splits: readonly Split[]): string {
  const product = (side: 'numerator' | 'denominator') => splits.reduce((all, split) => all * split[side], 1);
  const [over, under] = [product('denominator'), product('numerator')];
  const divisor = greatestDivisor(over, under);
  const share = under === divisor ? `${over / divisor} times` : `${over / divisor}/${under / divisor} of`;
  const which = splits.length === 1 ? 'its split' : 'its splits';
  return `On "${symbol}" prices in this rule are judged as ${share} what is written, since ${which} ${listed(splits)}.`;
}

/** That a rule waits, since a symbol may have split. */
export const waitingWarning = (symbol: string, split: Split): string =>
  `On "${symbol}" the rule waits: only one of price and announcement says that there was a split ${listed([split])}. Where it was none, pause and resume the rule, or save it with other prices.`;

/** That a rule has too few bars, since none is looked back on from before a symbol may have split. */
export const shortWarning = (symbol: string, split: Split): string =>
  `On "${symbol}" the rule looks back no further than ${dateOf(split.at / DAY_MS)}, and stays silent until it has enough bars since: only one of price and announcement says that there was a split ${listed([split])}.`;

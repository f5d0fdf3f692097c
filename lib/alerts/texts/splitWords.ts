import { DAY_MS, dateOf } from '../../market/calendar/civilDate';
import { symbolOf } from '../../market/series';
import { type KnownSplit, splitName } from '../../market/split';
import type { JumpedOpening } from '../../market/splitSignal';
import type { SeriesChange } from '../marketNotice';
import { figure } from './figures';

/** That a series has split, or seems to have: in a few words, and in some sentences. */
export function splitWords(
  series: string,
  split: KnownSplit,
  { before, bar }: Pick<JumpedOpening, 'before' | 'bar'>,
): Pick<SeriesChange, 'conditionWords' | 'sentence'> {
  const [name, symbol, date] = [splitName(split), symbolOf(series), dateOf(split.at / DAY_MS)];
  const opened = `opened at ${figure(bar.open)} on ${date} after a close of ${figure(before.close)}`;
  if (split.state === 'confirmed')
    return {
      conditionWords: `split ${name}, prices in rules follow`,
      sentence: `${symbol} has split ${name} and ${opened}. Earlier prices, and prices in rules that were written before, are taken on the new scale: ${figure(before.close)} is ${figure((before.close * split.denominator) / split.numerator)} now.`,
    };
  if (split.state === 'refuted')
    return {
      conditionWords: 'no split, rules go on',
      sentence: `${symbol} ${opened}, and nobody has announced a split since: it was a move of the price. Rules are judged again from here on; what they would have said meanwhile is not made up.`,
    };
  return {
    conditionWords: `maybe a split ${name}, rules wait`,
    sentence: `${symbol} ${opened}, which may be a split ${name}: only one of price and announcement says so. Rules that were written before are not judged until both do. Where it is none, pause and resume them, or save them with other prices.`,
  };
}

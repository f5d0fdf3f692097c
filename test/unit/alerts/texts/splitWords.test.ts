import { splitWords } from '../../../../lib/alerts/texts/splitWords';
import type { KnownSplit } from '../../../../lib/market/split';
import { dailyBars } from '../../../support/madeBars';

const [before, bar] = dailyBars([{ close: 645.57 }, { open: 92.7, close: 93.7 }]).bars as [never, never];
const AT = Date.UTC(2014, 5, 9);

const wordsOf = (state: KnownSplit['state']) =>
  splitWords('AAPL', { at: AT, numerator: 7, denominator: 1, state }, { before, bar });

it('a split that is confirmed is told with what becomes of prices', () => {
  expect(wordsOf('confirmed')).toEqual({
    conditionWords: 'split 7:1, prices in rules follow',
    sentence:
      'AAPL has split 7:1 and opened at 92.70 on 2014-06-09 after a close of 645.57. Earlier prices, and prices in rules that were written before, are taken on the new scale: 645.57 is 92.22 now.',
  });
});

it('one that is suspected is told with what can be done', () => {
  expect(wordsOf('suspected')).toEqual({
    conditionWords: 'maybe a split 7:1, rules wait',
    sentence:
      'AAPL opened at 92.70 on 2014-06-09 after a close of 645.57, which may be a split 7:1: only one of price and announcement says so. Rules that were written before are not judged until both do. Where it is none, pause and resume them, or save them with other prices.',
  });
});

it('one that was none is told as a move of the price', () => {
  expect(wordsOf('refuted')).toEqual({
    conditionWords: 'no split, rules go on',
    sentence:
      'AAPL opened at 92.70 on 2014-06-09 after a close of 645.57, and nobody has announced a split since: it was a move of the price. Rules are judged again from here on; what they would have said meanwhile is not made up.',
  });
});

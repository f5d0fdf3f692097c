import { judgeableBars, knownSplits } from '../../../lib/app/judgeableBars';
import { memorySplitBook } from '../../../lib/adapters/memory/memorySplitBook';
import { cleanBars } from '../../../lib/market/cleanBars';
import type { KnownSplit } from '../../../lib/market/split';
import { closeOf, LAST, SEVEN, SPLIT, startOf, SYMBOL, traded } from '../../support/splitWorld';

/** Closes of the bars of a series that may be judged on, up to a session, with what is known of its splits. */
async function closes(splits: readonly KnownSplit[], { symbol = SYMBOL, upTo = '2024-01-24' } = {}) {
  const book = memorySplitBook();
  for (const split of splits) await book.put(symbol, split);
  const bars = traded().filter(({ startAt }) => startAt <= startOf(upTo));
  const of = { symbol, interval: '1d', source: 'made', knownAt: Number.POSITIVE_INFINITY } as const;
  const { clean } = cleanBars({ ...of, bars });
  const judgeable = judgeableBars(clean, await knownSplits({ splits: book }, symbol));
  return new Map(judgeable.bars.map(({ startAt, close }) => [startAt, close]));
}

const [BEFORE, SINCE] = [startOf(LAST), startOf(SPLIT)];
const AS_TRADED = new Map(traded().map(({ startAt, close }) => [startAt, close]));
const suspected = { ...SEVEN, state: 'suspected' } as const;

it('bars from before a split that is confirmed are on the scale of the last', async () => {
  const known = await closes([SEVEN]);
  expect(known.get(BEFORE)).toBeCloseTo(AS_TRADED.get(BEFORE)! / 7);
  expect(known.get(SINCE)).toBe(AS_TRADED.get(SINCE));
});

it('there are none from before a split that is suspected', async () => {
  const known = await closes([suspected]);
  expect([...known.keys()][0]).toBe(SINCE);
  expect(known.get(SINCE)).toBe(AS_TRADED.get(SINCE));
});

it('there are none from before one that is suspected, and those since are on the scale of one that is confirmed', async () => {
  const later = { ...SEVEN, at: startOf('2024-01-19'), numerator: 2 };
  const known = await closes([suspected, later]);
  expect([...known.keys()][0]).toBe(SINCE);
  expect(known.get(SINCE)).toBeCloseTo(AS_TRADED.get(SINCE)! / 2);
});

it.each([
  ['a split was none', [{ ...SEVEN, state: 'refuted' as const }], {}],
  [
    'that a split was none was said as the last of them closed',
    [{ ...SEVEN, state: 'refuted' as const, suspectedUntil: closeOf(SPLIT) }],
    { upTo: SPLIT },
  ],
  ['a split that is confirmed is still to come', [SEVEN], { upTo: LAST }],
  ['a split that is suspected is still to come', [suspected], { upTo: LAST }],
  ['a tenant has imported them', [SEVEN], { symbol: 'acme/ACME' }],
  ['a simulator has made them', [SEVEN], { symbol: 'DEMO.A' }],
])('bars are as they were traded where %s', async (_name, splits, of) => {
  expect((await closes(splits, of)).get(BEFORE)).toBe(AS_TRADED.get(BEFORE));
});

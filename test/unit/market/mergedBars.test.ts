import type { SourcedBar } from '../../../lib/market/bar';
import { mergedBars, widenedBy } from '../../../lib/market/mergedBars';

const bar = (startAt: number, source = 'first'): SourcedBar => ({
  ...{ startAt, closedAt: startAt + 60_000, source, quality: [] },
  ...{ open: 1, high: 1, low: 1, close: 1, volume: 1 },
});

test('bars that stand stay, and those that are brought beside them are in their order', () => {
  expect(
    mergedBars([bar(2), bar(6)], [bar(8, 'second'), bar(6, 'second'), bar(4), bar(4, 'second')]),
  ).toEqual({
    bars: [bar(2), bar(4), bar(6), bar(8, 'second')],
    added: 2,
  });
});

type Given = readonly [number, number] | undefined;

test.each<[string, Given, Given, Given]>([
  ['is that of the only one', undefined, [2, 4], [2, 4]],
  ['stays where nothing is brought', [2, 4], undefined, [2, 4]],
  ['is none of none', undefined, undefined, undefined],
  ['reaches over both that meet', [2, 4], [4, 6], [2, 6]],
  ['reaches over both that meet the other way round', [4, 6], [2, 4], [2, 6]],
  ['reaches over both of which one lies in the other', [2, 8], [4, 6], [2, 8]],
  ['is the second where something lies between, before it', [2, 4], [5, 6], [5, 6]],
  ['is the second where something lies between, behind it', [5, 6], [2, 4], [2, 4]],
])('what is whole of two stretches %s', (_law, standing, brought, whole) => {
  const stretch = (given: Given) => given && { from: given[0], through: given[1] };
  expect(widenedBy(stretch(standing), stretch(brought))).toEqual(stretch(whole));
});

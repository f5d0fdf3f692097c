import type { SourcedBar } from '../../../lib/market/bar';
import { decodeBars } from '../../../lib/market/barCodec';
import { barsOf } from '../../../lib/market/barColumns';
import { encodeBars } from '../../../lib/market/encodeBars';
import { layoutOf } from '../../../lib/market/numberColumn';

const START = Date.UTC(2015, 0, 2);
const DAY = 86_400_000;

const bar = (change: Partial<SourcedBar> = {}): SourcedBar => ({
  startAt: START,
  closedAt: START + 21 * 3_600_000,
  open: 100.25,
  high: 101,
  low: 99.5,
  close: 100.5,
  volume: 1_000,
  source: 'csv',
  quality: [],
  ...change,
});
const AAPL = { series: 'AAPL', interval: '1d', year: 2015, whole: undefined } as const;
const next = (days: number, change: Partial<SourcedBar> = {}): SourcedBar =>
  bar({ startAt: START + days * DAY, closedAt: START + days * DAY + 3_600_000, ...change });
const encoded = (bars: readonly SourcedBar[]) => encodeBars({ ...AAPL, bars });

const invalid = (message: string) => expect.objectContaining({ code: 'BARS_INVALID', message });

describe('archived bars', () => {
  test('keep the source of each, and what was noted', () => {
    const bars = [bar(), next(1, { source: 'fmp', quality: ['zeroVolume', 'badPrint'], volume: 0 }), next(2)];
    expect([...barsOf(decodeBars(encoded(bars)))]).toEqual(bars);
  });

  test('take 28 bytes each in cents, and may be none at all', () => {
    const sizes = [0, 1, 2].map((count) => encoded([bar(), next(1)].slice(0, count)).length);
    expect(sizes[2]! - sizes[1]!).toBe(28);
    expect(decodeBars(encoded([])).count).toBe(0);
  });

  test.each<[string, readonly SourcedBar[], string]>([
    [
      'not ascending',
      [next(1), bar()],
      'at "2015-01-02T00:00:00.000Z" cannot be archived: it is not after the one before it; bring them oldest first.',
    ],
    [
      'of another year',
      [next(365)],
      'at "2016-01-02T00:00:00.000Z" cannot be archived: it is not of the year "2015".',
    ],
    [
      'within a minute',
      [bar({ startAt: START + 1 })],
      'at "2015-01-02T00:00:00.001Z" cannot be archived: it does not begin on a minute.',
    ],
    ['of no time', [bar({ startAt: NaN })], 'at "NaN" cannot be archived: it does not begin on a minute.'],
    [
      'closed before their start',
      [bar({ closedAt: START - 60_000 })],
      'at "2015-01-02T00:00:00.000Z" cannot be archived: it is "-1" minutes long, and 0 to 65535 are possible.',
    ],
    [
      'without a number',
      [bar({ high: Infinity })],
      'at "2015-01-02T00:00:00.000Z" cannot be archived: its high is "Infinity", which is no number.',
    ],
    [
      'without a volume',
      [bar({ volume: NaN })],
      'at "2015-01-02T00:00:00.000Z" cannot be archived: its volume is "NaN", which is no number.',
    ],
    [
      'without an end',
      [bar({ closedAt: NaN })],
      'at "2015-01-02T00:00:00.000Z" cannot be archived: it is "NaN" minutes long, and 0 to 65535 are possible.',
    ],
  ])('are never written when they are %s', (_, bars, said) => {
    expect(() => encoded(bars)).toThrow(invalid(`The bar of "AAPL" ${said}`));
  });

  test('are never written with a name that would be two', () => {
    expect(() => encoded([bar({ source: 'a\nb' })])).toThrow(
      expect.objectContaining({ code: 'BARS_INVALID' }),
    );
  });

  const FIX = 'Restore them, or fetch them again.';
  const changed = (at: number, byte: number) => {
    const bytes = encoded([bar(), next(1)]);
    bytes[at < 0 ? bytes.length + at : at] = byte;
    return bytes;
  };

  test.each<[string, Uint8Array, string]>([
    ['empty', new Uint8Array(), '0 bytes are too few for a header'],
    ['something else', changed(0, 0x7b), 'they do not begin with "SPAB"'],
    ['of another version', changed(4, 9), 'their version is "9", and "1" is what can be read'],
    ['of no interval', changed(5, 77), 'there is no interval "77"'],
    ['of another year', changed(6, 0xde), 'bar 0 is not after the one before it, or not in "2014"'],
    ['cut', encoded([bar()]).slice(0, -1), '1 bars take 68 bytes, and there are 67'],
    ['fewer than they say', changed(8, 3), '3 bars take 124 bytes, and there are 96'],
    ['more than can be', changed(11, 0xff), '4278190082 bars take 119789322336 bytes, and there are 96'],
    ['in no layout', changed(12, 5), 'there is no layout "5"'],
    ['of sources that are not named', changed(17, 2), 'they name 1 sources of 2'],
    ['cut in their names', encoded([]).slice(0, 35), 'their names end at byte 36, and there are 35'],
    ['named beyond their end', changed(19, 0xff), 'their names end at byte 65320, and there are 96'],
    ['named in no letters', changed(32, 0xff), 'their names are not UTF-8'],
    ['of an unknown source', changed(-3, 1), 'bar 1 has source "1" of 1'],
    ['noted for what nobody knows', changed(-1, 4), 'bar 1 has note "4" of 4'],
  ])('that are %s are told to be damaged', (_, bytes, what) => {
    expect(() => decodeBars(bytes)).toThrow(invalid(`The archived bars are damaged: ${what}. ${FIX}`));
  });
});

test.each<[readonly number[], number]>([
  [[], 0],
  [[1, 2], 0],
  [[1, 2.5], 1],
  [[0.0001, 3], 4],
  [[0.00001], 255],
  [[-0], 255],
  [[2 ** 31 - 1], 0],
  [[2 ** 31], 255],
  [[214_748.3647], 4],
  [[214_748.3648, 0.1], 255],
  [[21_474_837, 0.25], 255],
  [[1e300], 255],
])('a column of %j is written in layout %i', (column, layout) => {
  expect(layoutOf(column)).toBe(layout);
});

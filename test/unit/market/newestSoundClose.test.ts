import type { RawBar } from '../../../lib/market/bar';
import { newestSoundClose } from '../../../lib/market/newestSoundClose';
import { dailyStart, rawBar } from '../../support/rawBars';

const [FIRST, SECOND] = ['2024-07-01', '2024-07-02'].map((date) => rawBar(dailyStart(date))) as [
  RawBar,
  RawBar,
];
const closeOn = (day: number): number => Date.UTC(2024, 6, day, 20);

test.each<[string, readonly RawBar[], number | undefined]>([
  ['is the last', [FIRST, SECOND], closeOn(2)],
  ['is the one before where the last would be refused', [FIRST, { ...SECOND, close: 0 }], closeOn(1)],
  [
    'is the one before where the last has no session',
    [FIRST, { ...SECOND, startAt: Date.UTC(2024, 6, 7) }],
    closeOn(1),
  ],
  ['is the one before where the last has not closed', [FIRST, rawBar(dailyStart('2024-07-03'))], closeOn(1)],
  ['is none where all would be refused', [{ ...FIRST, high: 0 }], undefined],
  ['is none of none', [], undefined],
])('the newest sound bar %s', (_what, bars, closedAt) => {
  expect(newestSoundClose('1d', bars, closeOn(2))).toBe(closedAt);
});

import { whySentence } from '../../../../lib/alerts/texts/whySentence';
import type { ComparedValue } from '../../../../lib/rules/finding';

const CLOSE: ComparedValue = {
  path: 'when.left',
  label: 'close',
  words: 'close',
  previous: 1296.32,
  current: 1305.32,
};
const LEVEL: ComparedValue = {
  path: 'when.right',
  label: '1,300',
  words: '1,300',
  constant: true,
  previous: 1300,
  current: 1300,
};
const AVERAGE: ComparedValue = {
  path: 'when.right',
  label: 'sma(5)',
  words: 'sma(5)',
  previous: 1290,
  current: 1295,
};
const CHANGE: ComparedValue = {
  path: 'when.left',
  label: 'pct(close, lag(close, 1))',
  words: 'the change of close over 1 bar',
  unit: '%',
  previous: -0.9,
  current: 2.87,
};
const UNMOVED = { changePct: undefined, distanceSigma: undefined };

describe('whySentence', () => {
  it.each<[string, readonly ComparedValue[], Parameters<typeof whySentence>[2], string]>([
    [
      'names the condition, the readings and the move in forecast sigma',
      [CLOSE, LEVEL],
      { changePct: 0.694, distanceSigma: 0.6275 },
      'close crosses above 1,300: it went from 1,296.32 to 1,305.32 (the bar moved +0.69 %, 0.63 forecast σ).',
    ],
    [
      'leaves the sigma out without a forecast',
      [CLOSE, LEVEL],
      { changePct: -2.5, distanceSigma: undefined },
      'close crosses above 1,300: it went from 1,296.32 to 1,305.32 (the bar moved -2.50 %).',
    ],
    [
      'says a reading once and tells when the bar before is unknown',
      [
        { ...CLOSE, previous: null },
        { ...CLOSE, previous: null },
      ],
      UNMOVED,
      'close crosses above 1,300: it is 1,305.32.',
    ],
    [
      'names the readings when there are several',
      [CLOSE, AVERAGE],
      UNMOVED,
      'close crosses above 1,300: close went from 1,296.32 to 1,305.32; sma(5) went from 1,290.00 to 1,295.00.',
    ],
    [
      'names a reading in words and counts it in its unit',
      [CLOSE, CHANGE],
      UNMOVED,
      'close crosses above 1,300: close went from 1,296.32 to 1,305.32; the change of close over 1 bar went from -0.90 % to 2.87 %.',
    ],
    ['leaves out what is the same on every bar', [LEVEL, LEVEL], UNMOVED, 'close crosses above 1,300.'],
  ])('%s', (_name, values, move, expected) => {
    expect(whySentence('close crosses above 1,300', { values }, move)).toBe(expected);
  });

  it('names the reading of the part that held, and of no other', () => {
    const condition = {
      path: 'when',
      op: 'any',
      truth: 'true' as const,
      children: [
        { path: 'when.any.0', op: '>', truth: 'false' as const },
        { path: 'when.any.1', op: '>', truth: 'true' as const },
      ],
    };
    const values = [
      { ...CLOSE, path: 'when.any.0.left' },
      { ...CHANGE, path: 'when.any.1.left' },
    ];
    expect(whySentence('one or the other', { values, condition }, UNMOVED)).toBe(
      'one or the other: the change of close over 1 bar went from -0.90 % to 2.87 %.',
    );
  });
});

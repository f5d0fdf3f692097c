import { whySentence } from '../../../../lib/alerts/texts/whySentence';
import type { Rule } from '../../../../lib/rules/rule';

const RULE: Rule = {
  dsl: '1',
  name: 'level',
  targets: { symbols: ['SPY'] },
  interval: '1d',
  when: { op: 'crosses_up', left: 'close', right: 1300 },
};
const CLOSE = { path: 'when.left', label: 'close', previous: 1296.32, current: 1305.32 };
const LEVEL = { path: 'when.right', label: '1,300', previous: 1300, current: 1300 };

describe('whySentence', () => {
  it.each([
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
      { changePct: undefined, distanceSigma: undefined },
      'close crosses above 1,300: it is 1,305.32.',
    ],
    [
      'names the readings when there are several',
      [CLOSE, { path: 'when.right', label: 'sma(5)', previous: 1290, current: 1295 }],
      { changePct: undefined, distanceSigma: undefined },
      'close crosses above 1,300: close went from 1,296.32 to 1,305.32; sma(5) went from 1,290.00 to 1,295.00.',
    ],
    [
      'needs no reading at all',
      [LEVEL],
      { changePct: undefined, distanceSigma: undefined },
      'close crosses above 1,300.',
    ],
  ])('%s', (_name, values, move, expected) => {
    expect(whySentence(RULE, values, move)).toBe(expected);
  });
});

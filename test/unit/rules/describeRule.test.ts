import { describeRule } from '../../../lib/rules/describeRule';
import type { Cond, Expr } from '../../../lib/rules/rule';
import { ruleOf } from '../../support/series';

const UNUSUAL = {
  op: '>',
  left: { abs: { pct: ['close', { lag: ['close', 1] }] } },
  right: { mul: [2, { ml: 'vol', at: '1d' }] },
} satisfies Cond;

test.each<[string, Cond]>([
  ['close crosses above 1,300', { op: 'crosses_up', left: 'close', right: 1300 }],
  ['close is above 1e+300', { op: '>', left: 'close', right: 1e300 }],
  ['close is inside 1.5e-300 to 1,000,000', { op: 'inside', left: 'close', lo: 1.5e-300, hi: 1e6 }],
  ['close crosses below 0.5', { op: 'crosses_down', left: 'close', right: 0.5 }],
  ['close crosses sma(50)', { op: 'crosses', left: 'close', right: { ind: 'sma', n: 50 } }],
  ['rsi(14) is at or below 30', { op: '<=', left: { ind: 'rsi' }, right: 30 }],
  [
    'ema(10) of high is above the previous close',
    { op: '>', left: { ind: 'ema', n: 10, of: 'high' }, right: 'prev_close' },
  ],
  ['close enters 10 to the 52-week high', { op: 'enters', left: 'close', lo: 10, hi: 'high_52w' }],
  ['close rises by 5 % within 3 sessions', { op: 'moves_up', left: 'close', by: { pct: 5 }, within: '3d' }],
  [
    'close falls by 2 forecast sigma within 1 session',
    { op: 'moves_down', left: 'close', by: { sd: 2 }, within: '1d' },
  ],
  [
    'close is above 1 and close is below 2',
    {
      all: [
        { op: '>', left: 'close', right: 1 },
        { op: '<', left: 'close', right: 2 },
      ],
    },
  ],
  [
    '(open is above 1 or low is below 2) and (not (high is at or above 3) or volume is above 4)',
    {
      all: [
        {
          any: [
            { op: '>', left: 'open', right: 1 },
            { op: '<', left: 'low', right: 2 },
          ],
        },
        { any: [{ not: { op: '>=', left: 'high', right: 3 } }, { op: '>', left: 'volume', right: 4 }] },
      ],
    },
  ],
  [
    'close plus 1 is above open minus 2',
    { op: '>', left: { add: ['close', 1] }, right: { sub: ['open', 2] } },
  ],
  [
    'the size of the change of close over 1 bar is above 2 times the forecast volatility over 1 session',
    UNUSUAL,
  ],
  [
    'the size of the change of close over 1 bar is above 2 times the forecast volatility over 1 bar as of 1 bar ago',
    {
      ...UNUSUAL,
      right: { mul: [2, { lag: [{ ml: 'vol', at: '1bars' }, 1] }] },
    },
  ],
  [
    'the change of close over 5 bars is outside -2.5 % to 2.5 %',
    { op: 'outside', left: { pct: ['close', { lag: ['close', 5] }] }, lo: -2.5, hi: 2.5 },
  ],
  [
    'sma(3) of the change from open to close is above 0.5 %',
    { op: '>', left: { ind: 'sma', n: 3, of: { pct: ['close', 'open'] } }, right: 0.5 },
  ],
  [
    '(the forecast volatility over 3 sessions divided by 2) rises by 1 % points within 2 bars',
    {
      op: 'moves_up',
      left: { div: [{ ml: 'vol', at: '3d' }, 2] },
      by: 1,
      within: '2bars',
    },
  ],
  ['close times close is above 2.5', { op: '>', left: { mul: ['close', 'close'] }, right: 2.5 }],
  [
    'close times the forecast volatility over 1 bar is above 2.5',
    { op: '>', left: { mul: ['close', { ml: 'vol', at: '1bars' }] }, right: 2.5 },
  ],
])('says "%s"', (words, when) => {
  expect(describeRule(ruleOf(when))).toBe(words);
});

test('operands that differ are said differently', () => {
  const deeper = (inner: readonly Expr[]): readonly Expr[] => [
    ...inner,
    ...inner.flatMap((one): Expr[] => [{ abs: one }, { lag: [one, 1] }, { ind: 'sma', of: one, n: 2 }]),
    ...inner.flatMap((one) =>
      inner.flatMap((other): Expr[] => [{ mul: [one, other] }, { sub: [one, other] }]),
    ),
  ];
  const exprs = deeper(deeper(['close', 'open']));
  const said = exprs.map((left) => describeRule(ruleOf({ op: '>', left, right: 7 })));
  const written = new Set(exprs.map((expr) => JSON.stringify(expr)));
  expect(new Set(said).size).toBe(written.size);
});

test('fits an SMS: nothing but printable ASCII', () => {
  expect(describeRule(ruleOf(UNUSUAL))).toMatch(/^[\x20-\x7e]+$/);
});

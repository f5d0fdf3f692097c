import { decidingTerms, smsReading } from '../../../../lib/alerts/texts/smsReading';
import type { ComparedValue, ConditionTruth } from '../../../../lib/rules/finding';
import { alertOf } from '../../../support/alertRecords';

type Children = readonly ConditionTruth[];

const holds = (path: string, op = '>', children?: Children): ConditionTruth => ({
  path,
  op,
  truth: 'true',
  ...(children && { children }),
});
const fails = (path: string, op = '>', children?: Children): ConditionTruth => ({
  ...holds(path, op, children),
  truth: 'false',
});

const value = (path: string, current: number, change: Partial<ComparedValue> = {}): ComparedValue => ({
  path,
  label: String(current),
  words: 'x',
  previous: null,
  current,
  ...change,
});
const number = (path: string, current: number) => value(path, current, { constant: true });

const alertWhen = (condition: ConditionTruth, values: readonly ComparedValue[]) =>
  alertOf({ why: { ...alertOf().why, condition }, values });

const MOVE = alertWhen(holds('when', 'moves_up'), [
  value('when.left', 750.74, { label: 'close' }),
  value('when.within', 745.5),
  value('when.by', 3.61, { label: 'move(0.5 %)' }),
]);

const FALL = alertWhen(holds('when', 'moves_down'), [
  value('when.left', 745.5, { label: 'close' }),
  value('when.within', 750.74),
  value('when.by', 3.61, { label: 'move(0.5 %)' }),
]);

const NOT_NOT = alertWhen(holds('when', 'not', [fails('when.not', 'not', [holds('when.not.not')])]), [
  value('when.not.not.left', 110, { label: 'close' }),
  number('when.not.not.right', 100),
]);

const ANY = alertWhen(holds('when', 'any', [fails('when.any.0', '<'), holds('when.any.1')]), [
  value('when.any.0.left', 750.74, { label: 'close' }),
  number('when.any.0.right', 100),
  value('when.any.1.left', 69.85, { label: 'rsi(5)' }),
  number('when.any.1.right', 55),
]);

const ALL = alertWhen(holds('when', 'all', [holds('when.all.0'), holds('when.all.1')]), [
  value('when.all.0.left', 750.74, { label: 'close' }),
  number('when.all.0.right', 100),
  value('when.all.1.left', 60, { label: 'rsi(5)' }),
  value('when.all.1.right', 45.42, { label: 'rsi(20)' }),
]);

const CONSTANT_FIRST = alertWhen(
  holds('when', 'all', [holds('when.all.0'), holds('when.all.1'), holds('when.all.2')]),
  [
    number('when.all.0.left', 2),
    number('when.all.0.right', 1),
    value('when.all.1.left', 750.74, { label: 'close' }),
    number('when.all.1.right', 700),
    value('when.all.2.left', 5, { label: 'volume' }),
  ],
);

const NOT_ANY = alertWhen(
  holds('when', 'not', [fails('when.not', 'any', [fails('when.not.any.0'), fails('when.not.any.1')])]),
  [
    value('when.not.any.0.left', 90, { label: 'close' }),
    number('when.not.any.0.right', 100),
    value('when.not.any.1.left', 20, { label: 'rsi(5)' }),
    number('when.not.any.1.right', 55),
  ],
);

const BAND = alertWhen(holds('when', 'inside'), [
  value('when.left', 1305.32, { label: 'close' }),
  number('when.lo', 1300),
  number('when.hi', 1310),
]);

const RATE = alertWhen(holds('when'), [
  value('when.left', 2.26, { label: 'vol(1d)', unit: '%' }),
  value('when.right', 0.01, { label: '0.01', unit: '%', constant: true }),
]);

const TURNED = alertWhen(holds('when', '<'), [
  number('when.left', 1300),
  value('when.right', 1305.32, { label: 'close' }),
]);

describe('smsReading', () => {
  it.each([
    [
      'how far a move went, beside how far it had to go',
      MOVE,
      'rose 5.24 of 3.61',
      'close rose 5.24 of 3.61',
    ],
    ['which way it went', FALL, 'fell 5.24 of 3.61', 'close fell 5.24 of 3.61'],
    ['the part of "any" that holds', ANY, 'rsi(5) 69.85', 'rsi(5) 69.85 against 55.00'],
    ['the first part of "all", never two parts mixed', ALL, 'close 750.74', 'close 750.74 against 100.00'],
    ['what "not" holds back', NOT_ANY, 'close 90.00', 'close 90.00 against 100.00'],
    ['both ends of a band', BAND, '1,305.32', '1,305.32 against 1,300.00 to 1,310.00'],
    ['figures in their unit', RATE, '2.26 %', '2.26 % against 0.01 %'],
    ['the side that varies first', TURNED, '1,305.32', '1,305.32 against 1,300.00'],
    [
      'the part that varies, not a constant one before it',
      CONSTANT_FIRST,
      'close 750.74',
      'close 750.74 against 700.00',
    ],
    ['the close where nothing varies', alertOf({ values: [number('when.left', 1)] }), '1,305.32', '1,305.32'],
  ])('tells %s', (_what, alert, beside, alone) => {
    expect(smsReading(alert, 'words', true)).toBe(beside);
    expect(smsReading(alert, 'name', true)).toBe(alone);
  });
});

describe('smsReading without its name', () => {
  it.each([
    ['a move', MOVE, 'rose 5.24 of 3.61'],
    ['one of several readings', ANY, '69.85 against 55.00'],
  ])('tells %s', (_what, alert, told) => {
    expect(smsReading(alert, 'name', false)).toBe(told);
  });

  it('leaves the threshold to the terms beside it', () => {
    expect(smsReading(ANY, 'terms', false)).toBe('69.85');
  });
});

describe('a move that did not come', () => {
  const leafOf = (op: string) => holds('when', 'not', [fails('when.not', op)]);
  const readings = (left: number) => [
    value('when.not.left', left, { label: 'close' }),
    value('when.not.within', 750),
    value('when.not.by', 16.69, { label: 'move(2 %)' }),
  ];
  it.each([
    ['moves_up', 753, 'close rose 3.00, not up 16.69'],
    ['moves_up', 731.17, 'close fell 18.83, not up 16.69'],
    ['moves_down', 747, 'close fell 3.00, not down 16.69'],
    ['moves_down', 760, 'close rose 10.00, not down 16.69'],
  ])('%s to %d is told as it went', (op, left, told) => {
    expect(smsReading(alertWhen(leafOf(op), readings(left)), 'name', true)).toBe(told);
  });
});

describe('decidingTerms', () => {
  it.each([
    ['a comparison', ANY, 'rsi(5) > 55'],
    ['a band', BAND, 'close inside 1300..1310'],
    ['what "not" holds back', NOT_ANY, 'not close > 100'],
    ['what "not not" lets through', NOT_NOT, 'close > 100'],
    ['a move', MOVE, undefined],
    ['an alert without its condition tree', alertOf(), undefined],
  ])('of %s', (_what, alert, terms) => {
    expect(decidingTerms(alert)).toBe(terms);
  });
});

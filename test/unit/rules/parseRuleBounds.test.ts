import { detailsOf, ofLeft, ofWhen, RULE, WHEN } from '../../support/ruleMistakes';

describe('bounds', () => {
  const nested = (depth: number): unknown => (depth === 0 ? WHEN : { not: nested(depth - 1) });

  test('conditions and operands nest 20 deep, not deeper', () => {
    expect(ofWhen(nested(18))).toEqual([]);
    expect(ofWhen(nested(20))).toEqual([
      `when${'.not'.repeat(20)}: an object is nested deeper than 20 levels`,
    ]);
  });

  test.each<[string, object, string]>([
    [
      'by one lag',
      { ...RULE, when: { op: '>', left: { lag: ['close', 300_000] }, right: 1 } },
      'when.left.lag.1: must be a whole number from 0 to 200000, not the number "300000"',
    ],
    [
      'by one average',
      { ...RULE, when: { op: '>', left: { ind: 'sma', n: 200_001 }, right: 1 } },
      'when.left.n: must be a whole number from 1 to 200000, not the number "200001"',
    ],
    [
      'by a span',
      { ...RULE, when: { op: 'moves_up', left: 'close', by: 1, within: '200001bars' } },
      'when.within: "200001bars" is 200001 bars of "1d"; at most 200000 are kept',
    ],
    [
      'for a previous bar',
      { ...RULE, staleAfter: '200001bars' },
      'staleAfter: "200001bars" is 200001 bars of "1d"; at most 200000 are kept',
    ],
    [
      'in all',
      { ...RULE, when: { op: '>', left: { lag: [{ lag: ['close', 150_000] }, 150_000] }, right: 1 } },
      'when: looks back on 300033 bars; at most 200000 are kept',
    ],
  ])('a rule that looks back too far %s is refused there', (_title, rule, mistake) => {
    expect(detailsOf(rule)).toEqual([mistake]);
  });

  test('a rule of 200 parts is accepted, one more is told by its place', () => {
    const list = (leaves: number) => ({ all: Array(leaves).fill({ op: '>', left: 'low', right: 1 }) });
    expect(ofWhen(list(199))).toEqual([]);
    expect(ofWhen(list(200))).toEqual([
      'when.all.199: is one part too many: a rule has at most 200 conditions and operands',
    ]);
  });

  test('a rule that would take too long on each bar is refused, equal operands counting once', () => {
    const averages = (ns: readonly number[]) => ({
      all: ns.map((n) => ({ op: '>', left: 'close', right: { ind: 'sma', n } })),
    });
    const different = Array.from({ length: 60 }, (_, i) => 10_000 + i);
    expect(ofWhen(averages(Array(60).fill(10_000)))).toEqual([]);
    expect(ofWhen(averages(different))).toEqual([
      expect.stringMatching(
        /^when: takes \d{6} readings on each bar, 60 operands on \d{5} bars; at most 300000: use fewer operands or shorter spans$/,
      ),
    ]);
  });

  test('a year of minutes is not too far', () => {
    expect(detailsOf({ ...RULE, interval: '1min', when: { op: '>', left: 'high_52w', right: 1 } })).toEqual(
      [],
    );
  });

  test('a key named like an inherited one is unknown', () => {
    expect(ofLeft({ constructor: 1 })[0]).toMatch(/^when.left.constructor: unknown operand "constructor"/);
    expect(ofWhen({ op: 'toString', left: 1, right: 2 })[0]).toMatch(/^when.op: unknown op "toString"/);
    expect(detailsOf(JSON.parse(`{"__proto__":{"dsl":"1"}}`) as unknown)[0]).toMatch(
      /^__proto__: unknown key "__proto__"/,
    );
  });
});

import { parseRule } from '../../../lib/rules/parseRule';
import { FIELDS } from '../../../lib/rules/rule';
import { detailsOf, ofLeft, ofWhen, RULE, WHEN } from '../../support/ruleMistakes';

const OPS =
  '>, <, >=, <=, crosses, crosses_up, crosses_down, inside, outside, enters, exits, moves_up, moves_down';
const OPERANDS = 'ind, lag, add, sub, mul, div, pct, abs, ml';

describe('an accepted rule', () => {
  const full = {
    ...RULE,
    trigger: { mode: 'edge', frequency: 'once', cooldown: '3d' },
    staleAfter: '5bars',
    severity: 'critical',
    labels: { desk: 'index', 'a.b-c_1': '' },
  };

  test('stays as written, but that symbols are upper-cased', () => {
    expect(parseRule(full)).toEqual({ ok: true, rule: { ...full, targets: { symbols: ['AAPL'] } } });
  });

  test.each([
    ...FIELDS,
    -1.5,
    { ind: 'sma', n: 50 },
    { ind: 'rsi', of: 'high' },
    { lag: ['close', 0] },
    { add: ['close', { sub: [1, { mul: [2, { div: ['low', { pct: ['open', 3] }] }] }] }] },
    { abs: 'close' },
    { ml: 'vol', at: '5d' },
    { ml: 'predicted_change_pct', at: '1bars' },
  ])('may compare %j', (left) => {
    expect(ofLeft(left)).toEqual([]);
  });

  test.each([
    ...['>', '<', '>=', '<=', 'crosses', 'crosses_up', 'crosses_down'].map((op) => ({
      op,
      left: 'close',
      right: 1,
    })),
    ...['inside', 'outside', 'enters', 'exits'].map((op) => ({ op, left: 'close', lo: 1, hi: 1 })),
    ...[5, { pct: 5 }, { sd: 2 }].map((by) => ({ op: 'moves_up', left: 'close', by, within: '3d' })),
    { op: 'moves_down', left: 'close', by: 0, within: '1bars' },
    { all: [WHEN] },
    { any: [WHEN, { not: WHEN }] },
    { op: 'inside', left: 'close', lo: 'open', hi: 1 },
  ])('may have the condition %j', (when) => {
    expect(ofWhen(when)).toEqual([]);
  });

  test.each([1, 20, '1bars', '2d'])('may have the cooldown %j', (cooldown) => {
    expect(detailsOf({ ...RULE, trigger: { cooldown } })).toEqual([]);
  });
});

describe('mistakes are told with their place', () => {
  test.each<[string, unknown, readonly string[]]>([
    [
      'no object',
      'x',
      [
        ': must be an object with dsl, name, targets, interval, when, trigger, staleAfter, severity, labels, not the text "x"',
      ],
    ],
    [
      'a list',
      [],
      [
        ': must be an object with dsl, name, targets, interval, when, trigger, staleAfter, severity, labels, not a list of 0',
      ],
    ],
    [
      'nothing',
      undefined,
      [
        ': must be an object with dsl, name, targets, interval, when, trigger, staleAfter, severity, labels, not "null"',
      ],
    ],
    [
      'what is missing before what is not known, as the documented example shows',
      { dsl: '2' },
      [
        'name: "name" is missing; send a name of 1 to 100 characters',
        'targets: "targets" is missing; send {"symbols": ["AAPL"]}, or {"watchlist": id}',
        'interval: "interval" is missing; send one of 1min, 5min, 15min, 30min, 1h, 1d',
        'when: "when" is missing; send a condition, such as {"op": "<", "left": {"ind": "rsi"}, "right": 30}',
        'dsl: unknown dsl "2"; accepted: 1',
      ],
    ],
    ['another dsl', { ...RULE, dsl: '2' }, ['dsl: unknown dsl "2"; accepted: 1']],
    ['a dsl that is a number', { ...RULE, dsl: 1 }, ['dsl: dsl must be the text "1", not the number "1"']],
    [
      'a name that nobody can see',
      { ...RULE, name: '\u200b\u202e\ufe0f' },
      ['name: must be a text of 1 to 100 characters that can be seen, not the text "???"'],
    ],
    [
      'a blank name',
      { ...RULE, name: ' ' },
      ['name: must be a text of 1 to 100 characters that can be seen, not the text " "'],
    ],
    [
      'an unknown interval',
      { ...RULE, interval: '1D' },
      ['interval: unknown interval "1D"; accepted: 1min, 5min, 15min, 30min, 1h, 1d; did you mean "1d"?'],
    ],
    [
      'an unknown severity',
      { ...RULE, severity: 'warn' },
      ['severity: unknown severity "warn"; accepted: info, warning, critical; did you mean "warning"?'],
    ],
    [
      'no targets inside',
      { ...RULE, targets: {} },
      [
        'targets.symbols: "symbols" is missing; send a list of symbols such as ["AAPL"], or "watchlist" with its id',
      ],
    ],
    [
      'no symbols',
      { ...RULE, targets: { symbols: [] } },
      ['targets.symbols: must be a list of at least one, not a list of 0'],
    ],
    [
      'a symbol that is a path',
      { ...RULE, targets: { symbols: ['AAPL', '../..'] } },
      [
        'targets.symbols.1: symbol "../.." is not a symbol: use 1 to 15 letters, digits or . - = ^, beginning with a letter, a digit or ^',
      ],
    ],
    [
      'a symbol that is a number',
      { ...RULE, targets: { symbols: [7] } },
      ['targets.symbols.0: must be a symbol such as "AAPL", not the number "7"'],
    ],
    [
      'a symbol given twice',
      { ...RULE, targets: { symbols: ['A', 'B', 'a'] } },
      ['targets.symbols.2: "A" is listed twice'],
    ],
    [
      '51 symbols',
      { ...RULE, targets: { symbols: Array.from({ length: 51 }, (_, n) => `S${n}`) } },
      ['targets.symbols: has 51 symbols; at most 50 are watched by one rule'],
    ],
    [
      'a cooldown of none',
      { ...RULE, trigger: { cooldown: 0 } },
      ['trigger.cooldown: must be a whole number of at least 1, not the number "0"'],
    ],
    [
      'a staleAfter that is no span',
      { ...RULE, staleAfter: 3 },
      ['staleAfter: must be a span such as "5bars", "30m", "2h" or "3d", not the number "3"'],
    ],
    [
      'a label that is no text',
      { ...RULE, labels: { a: 1 } },
      ['labels.a: must be a text of at most 200 characters, not the number "1"'],
    ],
    [
      'labels that are a list',
      { ...RULE, labels: [] },
      ['labels: must be an object of texts, not a list of 0'],
    ],
  ])('%s', (_, json, details) => {
    expect(detailsOf(json)).toEqual(details);
  });

  test.each<[string, unknown, readonly string[]]>([
    [
      'no condition',
      5,
      ['when: must be a condition, an object with one of op, all, any, not, not the number "5"'],
    ],
    ['an empty object', {}, ['when: must name a condition, one of op, all, any, not']],
    [
      'an unknown kind',
      { al: [WHEN] },
      ['when.al: unknown condition "al"; accepted: op, all, any, not; did you mean "all"?'],
    ],
    [
      'a missing op',
      { left: 'close', right: 1 },
      ['when.op: "op" is missing; send the operator of its sides, such as ">"'],
    ],
    [
      'an unknown op',
      { op: 'crosess', left: 'close', right: 1 },
      [`when.op: unknown op "crosess"; accepted: ${OPS}; did you mean "crosses"?`],
    ],
    [
      'an op that is no text',
      { op: null, left: 1, right: 2 },
      [
        `when.op: op must be one of the texts ${OPS.split(', ')
          .map((op) => `"${op}"`)
          .join(', ')}, not "null"`,
      ],
    ],
    [
      'a missing side',
      { op: '>', left: 'close' },
      [
        'when.right: "right" is missing; send a number or an operand, such as "close" or {"ind": "sma", "n": 20}',
      ],
    ],
    [
      'a mistyped side',
      { op: '>', left: 'close', rigth: 1 },
      [
        'when.rigth: unknown key "rigth"; accepted: op, left, right; did you mean "right"?',
        'when.right: "right" is missing; send a number or an operand, such as "close" or {"ind": "sma", "n": 20}',
      ],
    ],
    [
      'a side of null',
      { op: '>', left: null, right: 1 },
      ['when.left: must be a number, a field or an operand object, not "null"'],
    ],
    ['an empty all', { all: [] }, ['when.all: must be a list of at least one, not a list of 0']],
    [
      'a mistake inside a list',
      { all: [WHEN, { ...WHEN, right: 'x' }] },
      [`when.all.1.right: unknown field "x"; accepted: ${FIELDS.join(', ')}`],
    ],
    ['two kinds at once', { all: [WHEN], not: WHEN }, ['when.not: unknown key "not"; accepted: all']],
    [
      'constant bounds upside down',
      { op: 'inside', left: 'close', lo: 20, hi: { add: [5, 5] } },
      ['when.lo: "20" is above hi "10": nothing is ever inside'],
    ],
    [
      'a negative size',
      { op: 'moves_up', left: 'close', by: { pct: -1 }, within: '1d' },
      ['when.by.pct: must be a finite number of at least 0, not the number "-1"'],
    ],
    [
      'a size in two units',
      { op: 'moves_up', left: 'close', by: { pct: 1, sd: 1 }, within: '1d' },
      ['when.by: must be a number, {"pct": number} or {"sd": number}; its keys are "pct", "sd"'],
    ],
    [
      'a span smaller than a bar',
      { op: 'moves_up', left: 'close', by: 1, within: '30m' },
      ['when.within: "30m" is smaller than one bar of "1d"'],
    ],
    [
      'a span of nothing',
      { op: 'moves_up', left: 'close', by: 1, within: '0d' },
      ['when.within: must be a span such as "5bars", "30m", "2h" or "3d", not the text "0d"'],
    ],
  ])('in a condition: %s', (_, when, details) => {
    expect(ofWhen(when)).toEqual(details);
  });

  test.each<[string, unknown, string]>([
    [
      'an unknown field',
      'clsoe',
      `when.left: unknown field "clsoe"; accepted: ${FIELDS.join(', ')}; did you mean "close"?`,
    ],
    [
      'a number written as text',
      '150',
      'when.left: must be a number, not text: write 150 without quotes instead of "150"',
    ],
    ['an infinite number', 1e309, 'when.left: must be a finite number, not the number "Infinity"'],
    ['a boolean', true, 'when.left: must be a number, a field or an operand object, not "true"'],
    ['a list', [1, 2], 'when.left: must be a number, a field or an operand object, not a list of 2'],
    ['an empty object', {}, `when.left: must name an operand, one of ${OPERANDS}`],
    [
      'an unknown operand',
      { addd: [1, 2] },
      `when.left.addd: unknown operand "addd"; accepted: ${OPERANDS}; did you mean "add"?`,
    ],
    [
      'an unknown indicator',
      { ind: 'rsii', n: 14 },
      'when.left.ind: unknown indicator "rsii"; accepted: sma, ema, rsi; did you mean "rsi"?',
    ],
    [
      'an n of none',
      { ind: 'sma', n: 0 },
      'when.left.n: must be a whole number from 1 to 200000, not the number "0"',
    ],
    [
      'an rsi of one bar',
      { ind: 'rsi', n: 1 },
      'when.left.n: must be a whole number from 2 to 200000, not the number "1"',
    ],
    [
      'half an n',
      { ind: 'ema', n: 2.5 },
      'when.left.n: must be a whole number from 1 to 200000, not the number "2.5"',
    ],
    [
      'an operand of three',
      { add: [1, 2, 3] },
      'when.left.add: must be a list of exactly two, not a list of 3',
    ],
    [
      'a mistake deep inside',
      { add: [1, { abs: { lag: ['low', -2] } }] },
      'when.left.add.1.abs.lag.1: must be a whole number from 0 to 200000, not the number "-2"',
    ],
    [
      'a null inside a pair',
      { mul: [null, 1] },
      'when.left.mul.0: must be a number, a field or an operand object, not "null"',
    ],
    [
      'a forecast without a horizon',
      { ml: 'vol' },
      'when.left.at: "at" is missing; send a span such as "5bars", "30m", "2h" or "3d"',
    ],
    [
      'an unknown reading',
      { ml: 'volume', at: '1d' },
      'when.left.ml: unknown ml reading "volume"; accepted: predicted_change_pct, vol',
    ],
  ])('in an operand: %s', (_, left, detail) => {
    expect(ofLeft(left)).toEqual([detail]);
  });

  test('all at once, and below the path of a rule that is wrapped', () => {
    expect(
      detailsOf({ ...RULE, name: 1, when: { op: '>', left: 'x', right: 'y' } }, 'rule').map(
        (detail) => detail.split(':')[0],
      ),
    ).toEqual(['rule.name', 'rule.when.left', 'rule.when.right']);
  });

  test('at most 50 of them', () => {
    const all = Array.from({ length: 1000 }, () => ({ op: '?' }));
    expect(ofWhen({ all })).toHaveLength(50);
  });
});

describe('what this version does not speak is refused, never ignored', () => {
  const rule = (more: object): readonly string[] => detailsOf({ ...RULE, ...more });
  test.each<[string, readonly string[], string]>([
    ...['let', 'hold', 'expires', 'onNoData', 'notify', 'mute', 'outcome', 'budget', 'tests'].map(
      (key): [string, readonly string[], string] => [key, rule({ [key]: {} }), key],
    ),
    ['level mode', rule({ trigger: { mode: 'level' } }), 'trigger.mode'],
    ['an interval frequency', rule({ trigger: { frequency: 'interval' } }), 'trigger.frequency'],
    ['every', rule({ trigger: { every: '3d' } }), 'trigger.every'],
    ['a cap', rule({ trigger: { cap: { count: 1, per: '1d' } } }), 'trigger.cap'],
    ['a list of severities', rule({ severity: [{ level: 'info' }] }), 'severity'],
    ['a let reference', ofLeft('$fast'), 'when.left'],
    ...['agg', 'sym', 'var'].map((key): [string, readonly string[], string] => [
      key,
      ofLeft({ [key]: 'x', of: 'close' }),
      `when.left.${key}`,
    ]),
    ...[
      'wma',
      'atr',
      'adx',
      'cci',
      'mfi',
      'obv',
      'roc',
      'vwap',
      'stddev',
      'zscore',
      'highest',
      'lowest',
      'macd',
      'bbands',
      'stoch',
    ].map((ind): [string, readonly string[], string] => [ind, ofLeft({ ind, n: 5 }), 'when.left.ind']),
    ['an out', ofLeft({ ind: 'sma', out: 'x' }), 'when.left.out'],
    ...['touch', 'quantile', 'surprise', 'vol_ratio', 'p_up'].map(
      (ml): [string, readonly string[], string] => [ml, ofLeft({ ml, at: '1d' }), 'when.left.ml'],
    ),
    ...['atLeast', 'happened', 'seq'].map((key): [string, readonly string[], string] => [
      key,
      ofWhen({ [key]: 1, of: [] }),
      `when.${key}`,
    ]),
    ...['touches', 'trails_down', 'trails_up'].map((op): [string, readonly string[], string] => [
      op,
      ofWhen({ op, left: 'close' }),
      'when.op',
    ]),
  ])('%s', (_, details, path) => {
    expect(details).toHaveLength(1);
    expect(details[0]).toMatch(
      new RegExp(`^${path.replaceAll('.', '[.]')}: .*not available in this version`),
    );
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseRule } from '../../lib/rules/parseRule';

// Thousands of cases a test: a busy machine needs more than the usual five seconds.
jest.setTimeout(60_000);

const WORDS = [
  'dsl', 'name', 'targets', 'symbols', 'interval', 'when', 'op', 'left', 'right', 'lo', 'hi', 'by', 'within', 'all', 'any', 'not',
  'ind', 'n', 'of', 'lag', 'add', 'pct', 'sd', 'abs', 'ml', 'at', 'trigger', 'labels', 'severity', '__proto__', 'constructor', 'toString',
]; // prettier-ignore

const TEXTS = [
  '1',
  '1d',
  'close',
  '>',
  'crosses_up',
  'moves_up',
  'sma',
  'vol',
  '5bars',
  '',
  '$x',
  '\u0000',
  '💥',
];

/** JSON that often looks nearly like a rule. */
const nearlyRule = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(
      fc.constantFrom(...TEXTS, null, true, 0, -1, 1e308, 2.5),
      fc.string(),
      fc.double({ noNaN: true }),
    ),
    fc.array(tie('json'), { maxLength: 4 }),
    fc
      .array(fc.tuple(fc.oneof(fc.constantFrom(...WORDS), fc.string()), tie('json')), { maxLength: 6 })
      .map((entries) => Object.fromEntries(entries)),
  ),
})).json;

const VALID = {
  dsl: '1',
  name: 'x',
  targets: { symbols: ['A'] },
  interval: '1d',
  when: { op: '>', left: 'close', right: 1 },
};

function expectRefusal(json: unknown): void {
  const parsed = parseRule(json);
  if (parsed.ok) throw new Error('accepted');
  assert.ok(parsed.details.length > 0 && parsed.details.length <= 50);
  for (const { path, message } of parsed.details) {
    assert.equal(typeof path, 'string');
    assert.match(message, /\S/);
    assert.ok(message.length < 500);
  }
}

test('garbage is refused with details and nothing is thrown', () => {
  fc.assert(fc.property(fc.oneof(fc.jsonValue(), nearlyRule), expectRefusal), { numRuns: 1500 });
});

test('a valid rule with garbage for a condition is refused, or is a rule', () => {
  fc.assert(
    fc.property(nearlyRule, (when) => {
      const json = { ...VALID, when };
      const parsed = parseRule(json);
      if (parsed.ok) expect(parsed.rule.when).toEqual(when);
      else expectRefusal(json);
    }),
    { numRuns: 1500 },
  );
});

test('one key too many anywhere in a rule is named', () => {
  const full = {
    ...VALID,
    trigger: { cooldown: 1 },
    when: { all: [{ op: 'inside', left: { abs: 'close' }, lo: 1, hi: 2 }] },
  };
  const places = ['', 'targets', 'trigger', 'when', 'when.all.0', 'when.all.0.left'];
  fc.assert(
    fc.property(fc.constantFrom(...places), fc.string({ minLength: 1 }), (place, key) => {
      const copy = JSON.parse(JSON.stringify(full)) as Record<string, unknown>;
      const target = place
        .split('.')
        .filter(Boolean)
        .reduce((node, name) => node[name] as Record<string, unknown>, copy);
      fc.pre(
        !Object.hasOwn(target, key) &&
          !WORDS.includes(key) &&
          !['mode', 'frequency', 'staleAfter'].includes(key),
      );
      Object.defineProperty(target, key, { value: 1, enumerable: true });
      const parsed = parseRule(copy);
      expect(parsed.ok ? [] : parsed.details.map(({ path }) => path)).toContain(
        place === '' ? key : `${place}.${key}`,
      );
    }),
    { numRuns: 1000 },
  );
});

test.each<[string, unknown]>([
  ['a key __proto__', JSON.parse('{"__proto__":{"ok":true},"dsl":"1"}')],
  ['a condition __proto__', { ...VALID, when: JSON.parse('{"__proto__":{"op":">"}}') as unknown }],
  [
    '5,000 levels of conditions',
    { ...VALID, when: JSON.parse(`${'{"not":'.repeat(5000)}1${'}'.repeat(5000)}`) as unknown },
  ],
  [
    '5,000 levels of operands',
    {
      ...VALID,
      when: {
        op: '>',
        left: JSON.parse(`${'{"abs":'.repeat(5000)}1${'}'.repeat(5000)}`) as unknown,
        right: 1,
      },
    },
  ],
  ['5,000 levels of lists', JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`)],
  ['100,000 symbols', { ...VALID, targets: { symbols: Array.from({ length: 100_000 }, () => 'A') } }],
  ['100,000 wrong conditions', { ...VALID, when: { any: Array.from({ length: 100_000 }, (_, n) => n) } }],
  ['100,000 unknown keys', Object.fromEntries(Array.from({ length: 100_000 }, (_, n) => [`k${n}`, n]))],
  ['a name of a million letters', { ...VALID, name: 'x'.repeat(1e6) }],
  ['a key of a million letters', { ...VALID, ['x'.repeat(1e6)]: 1 }],
  ['numbers that are not finite', { ...VALID, when: { op: '>', left: NaN, right: -Infinity } }],
])('%s is refused with details', (_, json) => {
  expectRefusal(json);
});

test('nothing that was refused has touched the prototype of objects', () => {
  parseRule(JSON.parse('{"labels":{"__proto__":"x"},"__proto__":{"polluted":1}}'));
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

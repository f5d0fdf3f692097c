import * as z from 'zod';
import { symbolField } from '../../../lib/entry/contract/fields';
import { readInput } from '../../../lib/entry/readInput';

const schema = z.strictObject({
  symbol: symbolField,
  interval: z.enum(['1d', '1h']).default('1d'),
  levels: z.array(z.number().positive()).max(2).optional(),
  one: z.literal('x').optional(),
});

const detailsOf = (given: unknown) => {
  try {
    readInput(schema, given);
  } catch (error) {
    return (error as { details: readonly { path: string; message: string }[] }).details;
  }
  return [];
};

test('a good input passes with its defaults, the symbol in upper case', () => {
  expect(readInput(schema, { symbol: 'brk.b' })).toEqual({ symbol: 'BRK.B', interval: '1d' });
});

test.each([
  ['no body', undefined, '', 'The body is missing; send a JSON object.'],
  ['a list for an object', [], '', 'The body is a list of 0; send a JSON object.'],
  ['an unknown field', { symbol: 'A', foo: 1 }, 'foo', '"foo" is not a field here; leave it out.'],
  ['a missing field', {}, 'symbol', '"symbol" is missing; send a string.'],
  ['a wrong type', { symbol: 5 }, 'symbol', '"symbol" is the number "5"; send a string.'],
  [
    'a path for a symbol',
    { symbol: '../..' },
    'symbol',
    '"symbol" is "../.."; send 1 to 15 of A-Z 0-9 . - = ^, beginning with a letter, a digit or ^, such as "^GSPC".',
  ],
  ['a choice', { symbol: 'A', interval: '2d' }, 'interval', '"interval" is "2d"; send one of "1d", "1h".'],
  ['the only choice', { symbol: 'A', one: 'y' }, 'one', '"one" is "y"; send "x".'],
  ['a number too small', { symbol: 'A', levels: [1, 0] }, 'levels.1', '"levels.1" is "0"; send more than 0.'],
  [
    'too many items',
    { symbol: 'A', levels: [1, 2, 3] },
    'levels',
    '"levels" is a list of 3; send at most 2 items.',
  ],
])('%s is refused by path, value and fix', (_, given, path, message) => {
  expect(detailsOf(given)).toEqual([{ path, message }]);
});

test('every mistake is named at once', () => {
  expect(
    detailsOf({ a: 1, b: 2, interval: 3 })
      .map(({ path }) => path)
      .sort(),
  ).toEqual(['a', 'b', 'interval', 'symbol']);
});

test('a body of garbage does not give a longer answer', () => {
  const garbage = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`${'k'.repeat(i + 30)}${i}`, 1]));
  const details = detailsOf({ symbol: 'A', ...garbage });
  expect(details).toHaveLength(50);
  expect(Math.max(...details.map(({ path }) => path.length))).toBe(61);
  expect(() => readInput(schema, { symbol: 'A', ...garbage })).toThrow(
    /^(.{1,100} ){3}See details for more\.$/,
  );
});

test('a long value is cut and control characters are not passed on', () => {
  const [detail] = detailsOf({ symbol: `\u202e${'x'.repeat(200)}` });
  expect(detail?.message.length).toBeLessThan(200);
  expect(detail?.message).not.toMatch(/\u202e/);
});

import { readIfMatch } from '../../../../lib/entry/http/ifMatch';

test.each([
  ['bare', '3', 3],
  ['quoted', '"12"', 12],
  ['with blanks around', ' "1" ', 1],
])('a version may be %s', (_, header, version) => {
  expect(readIfMatch(header)).toBe(version);
});

test('a missing header is a missing precondition', () => {
  expect(() => readIfMatch(undefined)).toThrow(expect.objectContaining({ code: 'INPUT_PRECONDITION' }));
});

test.each(['', '*', '"3', '3"', 'W/"3"', '0', '-1', '3.5', '"1", "2"', 'abc', '9'.repeat(16)])(
  '%s is refused',
  (header) => {
    expect(() => readIfMatch(header)).toThrow(
      expect.objectContaining({
        code: 'INPUT_INVALID',
        details: [expect.objectContaining({ path: 'If-Match' })],
      }),
    );
  },
);

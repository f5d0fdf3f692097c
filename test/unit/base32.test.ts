import { base32 } from '../../lib/base32';

describe('base32', () => {
  // RFC 4648, section 10, in lower case and without padding.
  it.each([
    ['', ''],
    ['f', 'my'],
    ['fo', 'mzxq'],
    ['foo', 'mzxw6'],
    ['foob', 'mzxw6yq'],
    ['fooba', 'mzxw6ytb'],
    ['foobar', 'mzxw6ytboi'],
  ])('writes "%s" as "%s"', (text, expected) => {
    expect(base32(Buffer.from(text))).toBe(expected);
  });
});

import { isKeyName } from '../../../lib/app/keyLaws';

test.each([
  ['a word', 'desk', true],
  ['64 characters of any script', '鍵'.repeat(64), true],
  ['64 characters beyond the first plane', '🗝'.repeat(64), true],
  ['65 characters', 'a'.repeat(65), false],
  ['nothing', '', false],
  ['blanks', '   ', false],
  ['a second line', 'desk\nadmin', false],
  ['a line separator', 'desk\u2028admin', false],
  ['an escape sequence', '\u001b[2Jdesk', false],
  ['a right-to-left override', 'desk\u202etxt', false],
  ['a zero-width space', '\u200b', false],
  ['a filler that nobody sees', '\u3164', false],
])('%s: a key may be called so or not', (_, name, may) => {
  expect(isKeyName(name)).toBe(may);
});

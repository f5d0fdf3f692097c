import { cleanText } from '../../../../lib/alerts/texts/cleanText';

describe('cleanText', () => {
  it.each<[string, string]>([
    ['a control character, such as the bell', '\u0007'],
    ['a control character of the second block', '\u0085'],
    ['a format character that turns the direction', '\u202e'],
    ['a format character of no width', '\u200b'],
    ['a format character that has a shape, such as the Arabic number sign', '\u0600'],
    ['half of a surrogate pair', '\ud800'],
    ['a character of private use', '\ue000'],
    ['a character that is not assigned', '\u0378'],
    ['a line separator', '\u2028'],
    ['a paragraph separator', '\u2029'],
    ['an ignorable mark, such as the grapheme joiner', '\u034f'],
    ['an ignorable letter, such as the Hangul filler', '\u3164'],
    ['a variation selector', '\ufe0f'],
    ['a line end', '\r\n'],
    ['a tabulator', '\t'],
    ['a blank that does not break', '\u00a0'],
    ['a run of all of these', ' \u0007\u202e\n\u3164 '],
  ])('makes %s one blank', (_what, character) => {
    expect(cleanText(`a${character}b`)).toBe('a b');
    expect(cleanText(`${character}ab${character}`)).toBe('ab');
  });

  it.each(['Größe ② über 1 300 €', '日本株', 'a\u0301', '👍', '< 5 & > 3', '(-1.5 %)'])(
    'keeps "%s"',
    (text) => {
      expect(cleanText(text)).toBe(text);
    },
  );

  it('leaves nothing of a text that has nothing to print', () => {
    expect(cleanText(' \u0000\u200b\n')).toBe('');
  });
});

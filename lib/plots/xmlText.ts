const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Characters that XML knows not at all, whatever they are written as, and others that are not seen. */
const UNKNOWN = /(?!\n)[\p{Cc}\p{Cs}\p{Cn}]/gu;

/**
 * A text as it may stand in XML and HTML, between tags and in an attribute.
 *
 * Edge    control characters are left out: XML has no way to write them.
 * @example xmlText('A<B & "C"') // → 'A&lt;B &amp; &quot;C&quot;'
 */
export const xmlText = (text: string): string =>
  text.replace(UNKNOWN, '').replace(/[&<>"']/g, (character) => ENTITIES[character]!);

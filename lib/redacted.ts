const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/(\bbearer\s+)[^\s"',;]+/gi, '$1[key]'],
  [/\bkey_[\w-]{1,128}\.[^\s"',;]+/g, '[key]'],
  [/(?:\+|%(?:25)*2B)[1-9]\d{6,14}(?!\d)/gi, '[phone]'],
];

/** Words of which an e-mail address is one. */
const WORDS = /[^\s"'<>(),;:=/]+/g;

/** As an address has it, and as the path of a URL does, encoded once or more often. */
const AT = /@|%(?:25)*40/i;

/**
 * A text without the e-mail addresses, phone numbers and API keys in it, as they are or as they stand in a URL:
 * whoever words an error, a vendor for one, may repeat what he was sent.
 *
 * Edge  takes time in proportion to the text, whatever stands in it; JSON may be none any more: see `redactedField`.
 * @example redacted('Invalid endpoint: you@example.com') // → 'Invalid endpoint: [e-mail]'
 */
export const redacted = (text: string): string =>
  SECRETS.reduce((left, [pattern, mark]) => left.replace(pattern, mark), withoutAddresses(text));

const withoutAddresses = (text: string): string =>
  AT.test(text) ? text.replace(WORDS, (word) => (isAddress(word) ? '[e-mail]' : word)) : text;

/** Something before the sign, and behind it something with a dot inside. */
function isAddress(word: string): boolean {
  const [, ...rest] = word.slice(1).split(AT);
  const domain = rest.join('@');
  return domain.lastIndexOf('.', domain.length - 2) > 0;
}

/** The same all through a log field; an Error becomes its name, message and stack. */
export function redactedField(field: unknown): unknown {
  if (typeof field === 'string') return redacted(field);
  if (field instanceof Error) {
    const { name, message, stack, cause } = field;
    return redactedField({ name, message, stack, ...(cause !== undefined && { cause }) });
  }
  if (Array.isArray(field)) return field.map(redactedField);
  if (typeof field !== 'object' || field === null) return field;
  return Object.fromEntries(Object.entries(field).map(([name, inner]) => [name, redactedField(inner)]));
}

const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/(?<=\bbearer\s+)[^\s"',;]+/gi, '[key]'],
  [/\bkey_[\w-]+\.[^\s"',;]+/g, '[key]'],
  [/[^\s"'<>(),;:=/]+@[^\s"'<>(),;:=/]+\.[^\s"'<>(),;:=/]+/g, '[e-mail]'],
  [/\+[1-9]\d{6,14}(?!\d)/g, '[phone]'],
];

/**
 * A text without the e-mail addresses, phone numbers and API keys in it: whoever words an error, a vendor for
 * one, may repeat what he was sent.
 *
 * @example redacted('Invalid endpoint: you@example.com') // → 'Invalid endpoint: [e-mail]'
 */
export const redacted = (text: string): string =>
  SECRETS.reduce((left, [pattern, mark]) => left.replace(pattern, mark), text);

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

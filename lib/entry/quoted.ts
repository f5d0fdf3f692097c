const MOST_CHARACTERS = 60;

/** A value as a message may show it: one line, printable, short. */
export function quoted(value: unknown): string {
  const text = typeof value === 'string' ? JSON.stringify(value) : (JSON.stringify(value) ?? String(value));
  const printable = text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '?');
  return printable.length <= MOST_CHARACTERS ? printable : `${printable.slice(0, MOST_CHARACTERS)}…`;
}

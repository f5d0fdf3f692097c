const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/**
 * Lower-case base32 without padding.
 *
 * Source   RFC 4648, section 6.
 * @example base32(Buffer.from('foobar')) // → 'mzxw6ytboi'
 */
export function base32(bytes: Uint8Array): string {
  let text = '';
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET.charAt((buffer >> bits) & 31);
    }
    buffer &= (1 << bits) - 1;
  }
  return bits === 0 ? text : text + ALPHABET.charAt((buffer << (5 - bits)) & 31);
}

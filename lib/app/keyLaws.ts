import type { Scope } from '../ports/KeyStore';

/** Every scope there is. */
export const SCOPES = ['read', 'write', 'train', 'admin'] as const satisfies readonly Scope[];

/** How many live keys a tenant may have. */
export const MOST_LIVE_KEYS = 10;

export const MOST_NAME_CHARACTERS = 64;

/** One line, and something in it that leaves a mark: names are shown in terminals. */
const ONE_LINE = /^[^\p{C}\p{Zl}\p{Zp}]+$/u;
const VISIBLE = /(?!\p{DI})[\p{L}\p{N}\p{P}\p{S}]/u;

/** Whether a key may be called so: 1 to 64 printable characters. */
export const isKeyName = (text: string): boolean =>
  [...text].length <= MOST_NAME_CHARACTERS && ONE_LINE.test(text) && VISIBLE.test(text);

import { quoted } from './quoted';
import type { RuleReader } from './ruleReader';

export type NumberRange = { readonly min?: number; readonly whole?: boolean };

/** Reads a finite number, in range and whole where that is asked for. */
export function readNumber(
  json: unknown,
  path: string,
  { min = -Infinity, whole = false }: NumberRange,
  reader: Pick<RuleReader, 'mistake'>,
): number | undefined {
  if (json === undefined) return undefined;
  const kind = whole ? 'a whole number' : 'a finite number';
  const from = min === -Infinity ? '' : ` of at least ${min}`;
  const fits = whole ? Number.isSafeInteger(json) : Number.isFinite(json);
  if (typeof json === 'number' && fits && json >= min) return json;
  return reader.mistake(path, `must be ${kind}${from}, not ${quoted(json)}`);
}

import { given } from '../../quoted';
import type { RuleReader } from './ruleReader';

export type NumberRange = { readonly min?: number; readonly max?: number; readonly whole?: boolean };

/** Reads a finite number, in range and whole where that is asked for. */
export function readNumber(
  json: unknown,
  path: string,
  range: NumberRange,
  reader: Pick<RuleReader, 'mistake'>,
): number | undefined {
  if (json === undefined) return undefined;
  if (typeof json === 'number' && fits(json, range)) return json;
  return reader.mistake(path, `must be ${wanted(range)}, not ${given(json)}`);
}

function fits(number: number, { min = -Infinity, max = Infinity, whole = false }: NumberRange): boolean {
  const isOfKind = whole ? Number.isSafeInteger(number) : Number.isFinite(number);
  return isOfKind && number >= min && number <= max;
}

function wanted({ min, max, whole = false }: NumberRange): string {
  const kind = whole ? 'a whole number' : 'a finite number';
  if (min === undefined) return kind;
  return max === undefined ? `${kind} of at least ${min}` : `${kind} from ${min} to ${max}`;
}

import { parseSymbol } from '../../market/symbol';
import { isProblem } from '../../problems';
import { given } from '../../quoted';
import type { RuleReader } from './ruleReader';

/** Reads a symbol in any case and gives it upper-cased. */
export function readSymbol(
  json: unknown,
  path: string,
  reader: Pick<RuleReader, 'mistake'>,
): string | undefined {
  if (typeof json !== 'string')
    return reader.mistake(path, `must be a symbol such as "AAPL", not ${given(json)}`);
  try {
    return parseSymbol(json);
  } catch (error) {
    if (!isProblem(error, 'INPUT_INVALID')) throw error;
    return reader.mistake(path, error.message);
  }
}

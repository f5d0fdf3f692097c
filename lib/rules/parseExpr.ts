import { LATER_WORDS } from './laterWords';
import { OPERAND_KEYS, operandKind } from './operands/operandTable';
import { isJsonObject } from './parsing/readKeys';
import { given, quoted } from '../quoted';
import type { RuleReader } from './parsing/ruleReader';
import { below } from './parsing/ruleReader';
import { wordProblem } from './parsing/wordProblem';
import type { Expr } from './rule';
import { FIELDS } from './rule';

/** Reads an expression: a number, a field, or an object of the operand table. */
export function parseExpr(json: unknown, path: string, reader: RuleReader): Expr | undefined {
  if (json === undefined) return undefined;
  if (typeof json === 'number')
    return Number.isFinite(json) ? json : reader.mistake(path, finiteProblem(json));
  if (typeof json === 'string')
    return FIELDS.find((name) => name === json) ?? reader.mistake(path, fieldProblem(json));
  if (isJsonObject(json)) return parseOperandObject(json, path, reader);
  return reader.mistake(path, `must be a number, a field or an operand object, not ${given(json)}`);
}

function parseOperandObject(json: object, path: string, reader: RuleReader): Expr | undefined {
  const kind = operandKind(json);
  if (kind !== undefined) return kind.parse(json as Readonly<Record<string, unknown>>, path, reader);
  const accepted = OPERAND_KEYS;
  const keys = Object.keys(json);
  const key =
    keys.find((candidate) => LATER_WORDS.operandKeys.some((later) => later === candidate)) ?? keys[0];
  if (key === undefined) return reader.mistake(path, `must name an operand, one of ${accepted.join(', ')}`);
  return reader.mistake(
    below(path, key),
    wordProblem(key, { what: 'operand', accepted, later: LATER_WORDS.operandKeys }),
  );
}

const finiteProblem = (value: number): string => `must be a finite number, not ${given(value)}`;

function fieldProblem(text: string): string {
  if (text.startsWith('$')) return `${quoted(text)} refers to "let", which is not available in this version`;
  const isNumeric = text.trim() !== '' && Number.isFinite(Number(text));
  if (isNumeric)
    return `must be a number, not text: write ${text.trim().slice(0, 30)} without quotes instead of ${quoted(text)}`;
  return wordProblem(text, { what: 'field', accepted: FIELDS });
}

import { INTERVALS } from '../market/interval';
import type { ProblemDetail } from '../problems';
import type { CompiledRule } from './compileRule';
import { compiledRule } from './compiledRule';
import { LATER_WORDS } from './laterWords';
import { MAX_LOOKBACK_SLOTS, MAX_READINGS } from './lookback';
import { parseCond } from './parseCond';
import { parseExpr } from './parseExpr';
import { quoted } from '../quoted';
import type { JsonObject, Keys } from './parsing/readKeys';
import { isJsonObject, readKeys } from './parsing/readKeys';
import { readLabels } from './parsing/readLabels';
import { readName } from './parsing/readName';
import { readSpan } from './parsing/readSpan';
import { readTargets } from './parsing/readTargets';
import { readTrigger } from './parsing/readTrigger';
import { readWord } from './parsing/readWord';
import type { Mistakes, RuleReader } from './parsing/ruleReader';
import { below, noMistakesYet } from './parsing/ruleReader';
import type { Rule } from './rule';
import { SEVERITIES } from './rule';

export type ParsedRule =
  | { readonly ok: true; readonly rule: Rule }
  | { readonly ok: false; readonly details: readonly ProblemDetail[] };

/** Conditions and operands may be nested this deep, and be this many: an alert tells the truth of each. */
const MAX_DEPTH = 20;
const MAX_PARTS = 200;

const KEYS: Keys = {
  required: ['dsl', 'name', 'targets', 'interval', 'when'],
  optional: ['trigger', 'staleAfter', 'severity', 'labels'],
  later: LATER_WORDS.ruleKeys,
};

/**
 * Reads a rule. Anything that is wrong inside is told with its place, all mistakes at once (at most
 * 50); what the language knows but this version does not speak is refused, never ignored.
 *
 * Shape     `at` is the path of the rule in the body: empty, or `rule` where the body wraps it.
 * Edge      never throws, whatever JSON it is given. Symbols are upper-cased; all else stays as written.
 * @example  parseRule({ dsl: '2' }) // → { ok: false, details: [{ path: 'name', message: '"name" is missing; send a name of 1 to 100 characters' }, …] }
 */
export function parseRule(json: unknown, at = ''): ParsedRule {
  const mistakes = noMistakesYet();
  const node = readKeys(json ?? null, at, KEYS, mistakes);
  const rule = node && readRule(node, at, mistakes);
  if (rule === undefined || mistakes.list.length > 0) return { ok: false, details: mistakes.list };
  const tooMuch = excessOf(compiledRule(rule));
  if (tooMuch === undefined) return { ok: true, rule };
  mistakes.mistake(below(at, 'when'), tooMuch);
  return { ok: false, details: mistakes.list };
}

/** What no single place is to blame for, but the whole is too much of. */
function excessOf({ condition, readings }: CompiledRule): string | undefined {
  const { lookback } = condition;
  if (lookback > MAX_LOOKBACK_SLOTS)
    return `looks back on ${lookback} bars; at most ${MAX_LOOKBACK_SLOTS} are kept`;
  if (readings <= MAX_READINGS) return undefined;
  const operands = Math.round(readings / lookback);
  return `takes ${readings} readings on each bar, ${operands} operands on ${lookback} bars; at most ${MAX_READINGS}: use fewer operands or shorter spans`;
}

function readRule(node: JsonObject, at: string, mistakes: Mistakes): Rule | undefined {
  const path = (key: string): string => below(at, key);
  const dsl = readWord(node['dsl'], path('dsl'), { what: 'dsl', accepted: ['1'] as const }, mistakes);
  const name = readName(node['name'], path('name'), mistakes);
  const targets = readTargets(node['targets'], path('targets'), mistakes);
  const interval = readWord(
    node['interval'],
    path('interval'),
    { what: 'interval', accepted: INTERVALS },
    mistakes,
  );
  const reader = ruleReader(interval, mistakes);
  const when = reader.cond(node['when'], path('when'));
  const options = readOptions(node, path, reader);
  if (!dsl || name === undefined || !targets || !interval || !when) return undefined;
  return { dsl, name, targets, interval, when, ...options };
}

function readOptions(node: JsonObject, path: (key: string) => string, reader: RuleReader): Partial<Rule> {
  const trigger = readTrigger(node['trigger'], path('trigger'), reader);
  const staleAfter = readSpan(node['staleAfter'], path('staleAfter'), reader, MAX_LOOKBACK_SLOTS);
  const severity = readSeverity(node['severity'], path('severity'), reader);
  const labels = readLabels(node['labels'], path('labels'), reader);
  return {
    ...(trigger && { trigger }),
    ...(staleAfter !== undefined && { staleAfter }),
    ...(severity && { severity }),
    ...(labels && { labels }),
  };
}

function readSeverity(json: unknown, path: string, reader: RuleReader): Rule['severity'] {
  if (!Array.isArray(json)) return readWord(json, path, { what: 'severity', accepted: SEVERITIES }, reader);
  return reader.mistake(
    path,
    `a list of severities is not available in this version; write one of ${SEVERITIES.join(', ')}`,
  );
}

/** Conditions and operands contain each other, so the reader of both counts how deep it is, and how many they are. */
function ruleReader(interval: RuleReader['interval'], { mistake }: Mistakes): RuleReader {
  let depth = 0;
  let parts = 0;
  const nested = <Read>(json: unknown, path: string, read: () => Read | undefined): Read | undefined => {
    if (depth >= MAX_DEPTH) return mistake(path, `${quoted(json)} is nested deeper than ${MAX_DEPTH} levels`);
    if (isJsonObject(json)) parts += 1;
    if (parts > MAX_PARTS)
      return mistake(path, `is one part too many: a rule has at most ${MAX_PARTS} conditions and operands`);
    depth += 1;
    const node = read();
    depth -= 1;
    return node;
  };
  const reader: RuleReader = {
    interval,
    mistake,
    expr: (json, path) => nested(json, path, () => parseExpr(json, path, reader)),
    cond: (json, path) => nested(json, path, () => parseCond(json, path, reader)),
  };
  return reader;
}

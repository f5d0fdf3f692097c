import { LATER_WORDS } from '../laterWords';
import type { Rule } from '../rule';
import { quoted } from '../../quoted';
import { readKeys } from './readKeys';
import { readList } from './readList';
import { readSymbol } from './readSymbol';
import type { RuleReader } from './ruleReader';
import { below } from './ruleReader';

const MOST_SYMBOLS = 50;

/** Reads what a rule watches: 1 to 50 symbols, each once. */
export function readTargets(
  json: unknown,
  path: string,
  reader: Pick<RuleReader, 'mistake'>,
): Rule['targets'] | undefined {
  const node = readKeys(json, path, { required: ['symbols'], later: LATER_WORDS.targetKeys }, reader);
  const place = below(path, 'symbols');
  const listed = node?.['symbols'];
  if (Array.isArray(listed) && listed.length > MOST_SYMBOLS) {
    return reader.mistake(
      place,
      `has ${listed.length} symbols; at most ${MOST_SYMBOLS} are watched by one rule`,
    );
  }
  const symbols = readList(listed, place, (item, at) => readSymbol(item, at, reader), reader);
  if (symbols === undefined) return undefined;
  const seen = new Set<string>();
  for (const [index, symbol] of symbols.entries()) {
    if (seen.has(symbol)) reader.mistake(below(place, index), `${quoted(symbol)} is listed twice`);
    seen.add(symbol);
  }
  return { symbols };
}

import { given, quoted } from '../../quoted';
import type { Targets } from '../rule';
import { isJsonObject, readKeys } from './readKeys';
import { readList } from './readList';
import { readSymbol } from './readSymbol';
import type { RuleReader } from './ruleReader';
import { below } from './ruleReader';

const MOST_SYMBOLS = 50;
const LONGEST_ID = 128;

/** Reads what a rule watches: 1 to 50 symbols, each once, or the id of a watchlist. */
export function readTargets(
  json: unknown,
  path: string,
  reader: Pick<RuleReader, 'mistake'>,
): Targets | undefined {
  if (isJsonObject(json) && Object.hasOwn(json, 'watchlist')) return readWatchlist(json, path, reader);
  const node = readKeys(json, path, { required: ['symbols'] }, reader);
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

function readWatchlist(json: object, path: string, reader: Pick<RuleReader, 'mistake'>): Targets | undefined {
  const watchlist = readKeys(json, path, { optional: ['watchlist'] }, reader)?.['watchlist'];
  if (typeof watchlist === 'string' && watchlist !== '' && watchlist.length <= LONGEST_ID)
    return { watchlist };
  return reader.mistake(below(path, 'watchlist'), `must be the id of a watchlist, not ${given(watchlist)}`);
}

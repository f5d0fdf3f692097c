import { parseSpan, spanBars } from '../../market/span';
import { quoted } from './quoted';
import type { RuleReader } from './ruleReader';

/** Reads a span of trading time that is at least one bar of the rule's interval. */
export function readSpan(
  json: unknown,
  path: string,
  reader: Pick<RuleReader, 'mistake' | 'interval'>,
): string | undefined {
  if (json === undefined) return undefined;
  if (typeof json !== 'string' || parseSpan(json) === undefined) {
    return reader.mistake(path, `must be a span such as "5bars", "30m", "2h" or "3d", not ${quoted(json)}`);
  }
  if (reader.interval !== undefined && spanBars(json, reader.interval) === undefined) {
    return reader.mistake(path, `${quoted(json)} is smaller than one bar of "${reader.interval}"`);
  }
  return json;
}

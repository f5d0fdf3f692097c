import { parseSpan, spanBars } from '../../market/span';
import { given, quoted } from '../../quoted';
import type { RuleReader } from './ruleReader';

/** Reads a span of trading time that is at least one bar of the rule's interval, and at most `longest` bars. */
export function readSpan(
  json: unknown,
  path: string,
  reader: Pick<RuleReader, 'mistake' | 'interval'>,
  longest = Infinity,
): string | undefined {
  if (json === undefined) return undefined;
  if (typeof json !== 'string' || parseSpan(json) === undefined) {
    return reader.mistake(path, `must be a span such as "5bars", "30m", "2h" or "3d", not ${given(json)}`);
  }
  if (reader.interval === undefined) return json;
  const bars = spanBars(json, reader.interval);
  if (bars === undefined)
    return reader.mistake(path, `${quoted(json)} is smaller than one bar of "${reader.interval}"`);
  if (bars <= longest) return json;
  return reader.mistake(
    path,
    `${quoted(json)} is ${bars} bars of "${reader.interval}"; at most ${longest} are kept`,
  );
}

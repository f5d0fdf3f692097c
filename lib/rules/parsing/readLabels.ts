import { given, quoted } from '../../quoted';
import { isJsonObject } from './readKeys';
import type { RuleReader } from './ruleReader';
import { below } from './ruleReader';

const MOST_LABELS = 20;
const LABEL_NAME = /^[A-Za-z][A-Za-z0-9_.-]{0,62}$/;
const LONGEST_TEXT = 200;

/** Reads free labels: at most 20 names, each with a text of at most 200 characters. */
export function readLabels(
  json: unknown,
  path: string,
  reader: Pick<RuleReader, 'mistake'>,
): Readonly<Record<string, string>> | undefined {
  if (json === undefined) return undefined;
  if (!isJsonObject(json)) return reader.mistake(path, `must be an object of texts, not ${given(json)}`);
  const entries = Object.entries(json);
  if (entries.length > MOST_LABELS)
    return reader.mistake(path, `has ${entries.length} labels; at most ${MOST_LABELS} are kept`);
  const labels: Record<string, string> = {};
  for (const [name, text] of entries) {
    if (!LABEL_NAME.test(name)) {
      reader.mistake(
        below(path, name),
        `${quoted(name)} is no label name: a letter, then at most 62 letters, digits, ".", "_" or "-"`,
      );
    } else if (typeof text !== 'string' || text.length > LONGEST_TEXT) {
      reader.mistake(
        below(path, name),
        `must be a text of at most ${LONGEST_TEXT} characters, not ${given(text)}`,
      );
    } else labels[name] = text;
  }
  return labels;
}

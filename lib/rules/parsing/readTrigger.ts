import { LATER_WORDS } from '../laterWords';
import type { Trigger } from '../rule';
import { readKeys } from './readKeys';
import { readNumber } from './readNumber';
import { readSpan } from './readSpan';
import { readWord } from './readWord';
import type { RuleReader } from './ruleReader';
import { below } from './ruleReader';

const MODES = { what: 'mode', accepted: ['edge'] as const, later: LATER_WORDS.triggerModes };

const FREQUENCIES = {
  what: 'frequency',
  accepted: ['once', 'bar_close'] as const,
  later: LATER_WORDS.frequencies,
};

/** Reads when a rule that holds tells it; a cooldown is a span or a number of bars. */
export function readTrigger(json: unknown, path: string, reader: RuleReader): Trigger | undefined {
  const optional = ['mode', 'frequency', 'cooldown'];
  const node = readKeys(json, path, { optional, later: LATER_WORDS.triggerKeys }, reader);
  if (node === undefined) return undefined;
  const mode = readWord(node['mode'], below(path, 'mode'), MODES, reader);
  const frequency = readWord(node['frequency'], below(path, 'frequency'), FREQUENCIES, reader);
  const cooldown = readCooldown(node['cooldown'], below(path, 'cooldown'), reader);
  return {
    ...(mode && { mode }),
    ...(frequency && { frequency }),
    ...(cooldown !== undefined && { cooldown }),
  };
}

const readCooldown = (json: unknown, path: string, reader: RuleReader): string | number | undefined =>
  typeof json === 'number'
    ? readNumber(json, path, { min: 1, whole: true }, reader)
    : readSpan(json, path, reader);

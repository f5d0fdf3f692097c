/** What can happen on a bar, in the order in which it is reported. */
export const RULE_EVENTS = [
  'dataBack',
  'resolved',
  'fired',
  'throttled',
  'flapping',
  'noData',
  'exhausted',
  'expired',
  'rebased',
] as const;

export type RuleEvent = (typeof RULE_EVENTS)[number];

/** Why a condition's truth is not known. */
const UNKNOWN_REASONS = [
  'warmUp',
  'missingBar',
  'halted',
  'unconfirmed',
  'stale',
  'modelNotTrained',
  'noSkill',
  'symbolUnknown',
  'undefined',
] as const;

export type UnknownReason = (typeof UNKNOWN_REASONS)[number];

/** The closed list of reasons why somebody was, or was not, told. */
export const WHYS = [
  'fired',
  'noMatch',
  'pending',
  'unchanged',
  'recovering',
  'coolingDown',
  'capped',
  'flapping',
  'muted',
  'exhausted',
  'expired',
  'paused',
  ...UNKNOWN_REASONS,
] as const;

export type Why = (typeof WHYS)[number];

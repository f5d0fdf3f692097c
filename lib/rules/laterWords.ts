/**
 * Words of the rule language that this version does not speak. They are refused with a sentence of
 * their own instead of being taken for typing mistakes; whoever adds one takes it off its list.
 */
export const LATER_WORDS = {
  ruleKeys: ['let', 'hold', 'expires', 'onNoData', 'notify', 'mute', 'outcome', 'budget', 'tests'],
  triggerKeys: ['every', 'cap'],
  triggerModes: ['level'],
  frequencies: ['interval'],
  operandKeys: ['agg', 'sym', 'var'],
  indicators: [
    'wma', 'atr', 'adx', 'cci', 'mfi', 'obv', 'roc', 'vwap', 'stddev', 'zscore', 'highest', 'lowest',
    'macd', 'bbands', 'stoch',
  ],
  mlReadings: ['touch', 'quantile', 'surprise', 'vol_ratio', 'p_up'],
  conditionKeys: ['atLeast', 'happened', 'seq'],
  operators: ['touches', 'trails_down', 'trails_up'],
} as const; // prettier-ignore

import { INTERVALS } from '../../market/interval';

const OPERAND = 'send a number or an operand, such as "close" or {"ind": "sma", "n": 20}';
const SPAN = 'send a span such as "5bars", "30m", "2h" or "3d"';

/** What to send where a key is missing. */
const FIXES = {
  dsl: 'send "1", the version of the language',
  name: 'send a name of 1 to 100 characters',
  targets: 'send {"symbols": ["AAPL"]}, or {"watchlist": id}',
  symbols: 'send a list of symbols such as ["AAPL"], or "watchlist" with its id',
  interval: `send one of ${INTERVALS.join(', ')}`,
  when: 'send a condition, such as {"op": "<", "left": {"ind": "rsi"}, "right": 30}',
  op: 'send the operator of its sides, such as ">"',
  left: OPERAND,
  right: OPERAND,
  lo: OPERAND,
  hi: OPERAND,
  by: 'send the size of the move: a number, {"pct": number} or {"sd": number}',
  within: SPAN,
  at: SPAN,
} as const;

export type RequiredKey = keyof typeof FIXES;

/**
 * Says that a key is missing and what to send.
 *
 * @example missing('dsl') // → '"dsl" is missing; send "1", the version of the language'
 */
export const missing = (key: RequiredKey): string => `"${key}" is missing; ${FIXES[key]}`;

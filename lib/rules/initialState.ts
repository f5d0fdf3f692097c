import type { RuleState } from './state';

/**
 * The state of an instance that has not been judged yet.
 *
 * Units  `armedAt` epoch ms of market time: only bars that close later are judged.
 */
export function initialState(armedAt: number): RuleState {
  return { phase: 'normal', since: armedAt, lastBar: armedAt, armedAt, firings: 0 };
}

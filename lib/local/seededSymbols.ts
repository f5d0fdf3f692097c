import { SIMULATED_SYMBOLS } from '../market/simulated';
import { csvSymbols } from './csvRange';
import type { ReplayState } from './replayState';

/**
 * Symbols that get a model and rules at the start: those that are asked for, as in `SPY,QQQ`, else all of the folder
 * and, where the simulator plays beside it, the first of its own. Of live bars those that are asked for.
 *
 * Throws  StartProblem when one is asked for that nobody plays.
 */
export function seededSymbols({
  source,
  directory,
  symbols,
  vendors,
}: ReplayState['market']): readonly string[] {
  if (vendors !== undefined) return (symbols?.split(',') ?? []).map((symbol) => symbol.trim().toUpperCase());
  const beside = source === 'replay' ? SIMULATED_SYMBOLS : [];
  if (symbols !== undefined) return csvSymbols(directory, symbols, beside);
  return [...csvSymbols(directory, undefined), ...beside.slice(0, 1)];
}

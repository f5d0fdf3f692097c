import type { AlertRecord } from '../alertRecord';

/**
 * The name of an alert's rule where the symbol stands right before it: a name that begins with the
 * symbol does not say it again.
 *
 * @example nameBesideSymbol({ symbol: 'SPY', ruleName: 'SPY crosses 500' }) // → 'crosses 500'
 */
export function nameBesideSymbol({ symbol, ruleName }: Pick<AlertRecord, 'symbol' | 'ruleName'>): string {
  const name = ruleName.trim();
  const rest = name.toUpperCase().startsWith(`${symbol} `) ? name.slice(symbol.length).trim() : '';
  return rest === '' ? name : rest;
}

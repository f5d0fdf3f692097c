import type { AlertRecord } from '../alertRecord';
import { cleanText } from './cleanText';

export type Fact = readonly [name: string, fact: string];

/** A plain-text e-mail, one labelled fact per line, the alert's id behind them. */
export function factSheet(
  { id, symbol, severity }: Pick<AlertRecord, 'id' | 'symbol' | 'severity'>,
  facts: readonly Fact[],
): string {
  const lines = [...facts, ['Alert', id] as const].map(
    ([name, fact]) => `${name.padEnd(10)}${cleanText(fact)}`,
  );
  return [`${cleanText(symbol)} ${severity}`, '', ...lines, '', 'Information, not advice.', ''].join('\n');
}

import type { Interval } from '../market/interval';

/** The round level next above a price: steps of 50 around 1,000, of 5 around 100. */
export function levelAbove(price: number): number {
  const step = 5 * 10 ** (Math.floor(Math.log10(price)) - 2);
  return Math.round((Math.floor(price / step) + 1) * step * 1e6) / 1e6;
}

const changePct = { pct: ['close', { lag: ['close', 1] }] };

export type ExampleRule = { readonly name: string; readonly when: object; readonly severity?: string };

/** Three rules for a first look: a level crossed, a percentage move, an unusual move. */
export function exampleRules(symbol: string, interval: Interval, price: number): readonly ExampleRule[] {
  const level = levelAbove(price);
  const about = { dsl: '1', targets: { symbols: [symbol] }, interval, labels: { origin: 'example' } };
  return [
    {
      ...about,
      name: `${symbol} crosses ${level.toLocaleString('en-US')}`,
      when: { op: 'crosses', left: 'close', right: level },
    },
    {
      ...about,
      name: `${symbol} moves 2.5 % in a bar`,
      when: { op: '>=', left: { abs: changePct }, right: 2.5 },
    },
    {
      ...about,
      name: `${symbol} moves more than 2 forecast sigma`,
      severity: 'critical',
      when: {
        op: '>',
        left: { abs: changePct },
        right: { mul: [2, { lag: [{ ml: 'vol', at: '1bars' }, 1] }] },
      },
    },
  ];
}

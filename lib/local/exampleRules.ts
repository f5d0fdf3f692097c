import type { Interval } from '../market/interval';

/** The round level next above a price: steps of 50 around 1,000, of 5 around 100. */
export function levelAbove(price: number): number {
  const step = 5 * 10 ** (Math.floor(Math.log10(price)) - 2);
  return Math.round((Math.floor(price / step) + 1) * step * 1e6) / 1e6;
}

const changePct = { pct: ['close', { lag: ['close', 1] }] };

export type ExampleRule = { readonly name: string; readonly when: object; readonly severity?: string };

/** What is a large move of one bar, in percent and in forecast σ; a session has many short ones. */
const LARGE = {
  daily: { pct: 2.5, sigmas: 2 },
  intraday: { pct: 1, sigmas: 4 },
} as const;

/** Three rules for a first look: a level crossed, a percentage move, an unusual move; of short bars at most once a day each. */
export function exampleRules(symbol: string, interval: Interval, price: number): readonly ExampleRule[] {
  const level = levelAbove(price);
  const { pct, sigmas } = interval === '1d' ? LARGE.daily : LARGE.intraday;
  const about = {
    dsl: '1',
    targets: { symbols: [symbol] },
    interval,
    labels: { origin: 'example' },
    ...(interval !== '1d' && { trigger: { cooldown: '1d' } }),
  };
  return [
    {
      ...about,
      name: `${symbol} crosses ${level.toLocaleString('en-US')}`,
      when: { op: 'crosses', left: 'close', right: level },
    },
    {
      ...about,
      name: `${symbol} moves ${pct} % in a bar`,
      when: { op: '>=', left: { abs: changePct }, right: pct },
    },
    {
      ...about,
      name: `${symbol} moves more than ${sigmas} forecast sigma`,
      severity: 'critical',
      when: {
        op: '>',
        left: { abs: changePct },
        right: { mul: [sigmas, { lag: [{ ml: 'vol', at: '1bars' }, 1] }] },
      },
    },
  ];
}

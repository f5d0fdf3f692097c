import type { Interval } from '../../market/interval';
import type { ProblemCode } from '../../problems';
import { Problem } from '../../problems';
import type { Refusal } from './outcome';

const RETRY_AFTER_SECONDS = { burst: 2, minute: 60, day: 3_600 } as const;

const LACKING = {
  endpoint: (what: string) => `does not serve these ${what}`,
  symbol: () => 'does not serve the symbol',
  parameter: (what: string) => `does not serve so many of its ${what}`,
} as const;

type Asked = {
  readonly vendor: string;
  readonly symbol: string;
  /** Of bars that were asked for. */
  readonly interval?: Interval;
  /** What was asked for that are no bars: quotes, where nothing is said. */
  readonly wanted?: 'quotes' | 'splits' | 'news';
  readonly keyName?: string;
};

const wordFor = ({ interval, wanted = 'quotes' }: Asked): string => (interval ? 'bars' : wanted);

/** What a caller is told of a vendor's refusal: with what to do, and without the vendor's words, which may repeat its key. */
export function vendorProblem(refusal: Refusal, asked: Asked): Problem {
  const { vendor, symbol, keyName } = asked;
  switch (refusal.kind) {
    case 'rateLimited':
      return new Problem(
        'MARKET_RATE_LIMITED',
        `${vendor} answers no more than its plan allows. Try again later.`,
        {
          retryAfterSeconds: RETRY_AFTER_SECONDS[refusal.window],
        },
      );
    case 'entitlement':
      return new Problem(
        'MARKET_ENTITLEMENT',
        `The plan at ${vendor} ${LACKING[refusal.scope](wordFor(asked))} ("${symbol}"). Upgrade it, or configure another source.`,
      );
    case 'auth':
      return new Problem(
        'MARKET_AUTH',
        `${vendor} refuses the key in ${keyName ?? 'the configuration'}. Correct it.`,
      );
    default:
      return new Problem(...TOLD[refusal.kind](asked));
  }
}

const ONE_OF = { quotes: 'quote', splits: 'record of splits', news: 'news' } as const;

type Told = (asked: Asked) => [ProblemCode, string];

const TOLD: Readonly<Record<'unknownSymbol' | 'unavailable' | 'malformed', Told>> = {
  unknownSymbol: ({ vendor, symbol, interval, wanted = 'quotes' }) => [
    'SYMBOL_UNKNOWN',
    `symbol "${symbol}" is not known to ${vendor}, or has no ${interval ? `${interval} bars` : ONE_OF[wanted]} there. Check the spelling.`,
  ],
  unavailable: ({ vendor }) => ['MARKET_UNAVAILABLE', `${vendor} does not answer. Try again later.`],
  malformed: ({ vendor, symbol }) => [
    'MARKET_MALFORMED',
    `${vendor} has answered nonsense when asked for "${symbol}". Try again later, or configure another source.`,
  ],
};

import * as z from 'zod';
import { finite, instantField, intervalField, symbolField, text } from './fields';
import { routeContract } from './routeContract';

const STALE_REASONS = ['sourceFailed', 'newerBarMissing'] as const;

const quoteField = z
  .object({
    symbol: text('Whose price.'),
    price: finite('Close of the newest closed bar.'),
    asOf: instantField.meta({ description: 'When that price stood: the close of its bar, in market time.' }),
    source: z.string().meta({ description: 'Where the bar came from.' }),
    stale: z.boolean().meta({ description: 'True when there may have been a later price.' }),
    staleReason: z.enum(STALE_REASONS).optional().meta({
      description:
        '`sourceFailed`: the source does not answer, this is what was stored. `newerBarMissing`: a later bar should have closed by now, and the source does not have it.',
    }),
  })
  .meta({
    id: 'Quote',
    example: {
      symbol: '^GSPC',
      price: 1066.11,
      asOf: '2009-10-29T20:00:00.000Z',
      source: 'replay',
      stale: false,
    },
  });

export const getQuote = routeContract({
  method: 'GET',
  path: '/v1/quotes/{symbol}',
  operationId: 'getQuote',
  scope: 'read',
  summary: 'The last price of a symbol, from its newest closed bar',
  description:
    'Not a live price: it is as old as the close of its bar, which `asOf` tells. The last good price is served even when it is stale, and says so.',
  params: z.strictObject({ symbol: symbolField }),
  query: z.strictObject({
    interval: intervalField.optional().meta({
      description:
        'Of which bars; without it those that closed last: of your own where you have imported some, else of the source.',
    }),
  }),
  responses: { 200: { description: 'The quote.', data: quoteField } },
  problems: [
    'SYMBOL_UNKNOWN',
    'BARS_INSUFFICIENT',
    'MARKET_UNAVAILABLE',
    'MARKET_MALFORMED',
    'STORE_UNAVAILABLE',
  ],
});

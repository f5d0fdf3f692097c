import * as z from 'zod';
import { finite, instantField, intervalField, symbolField, text } from './fields';
import { routeContract } from './routeContract';
import { SOURCE_PROBLEMS } from '../../app/sourceProblems';

const STALE_REASONS = ['sourceFailed', 'newerBarMissing', 'unconfirmed'] as const;

const quoteField = z
  .object({
    symbol: text('Whose price.'),
    price: finite(
      'Close of the newest closed bar that is believed, or a later price where the source quotes one.',
    ),
    asOf: instantField.meta({
      description:
        'When that price stood, in market time: the close of its bar, or what the source says of its quote.',
    }),
    source: z.string().meta({ description: 'Where the price came from.' }),
    stale: z.boolean().meta({ description: 'True when there may have been a later price.' }),
    staleReason: z.enum(STALE_REASONS).optional().meta({
      description:
        '`sourceFailed`: the source does not answer, this is what was stored. `newerBarMissing`: a later bar should have closed by now, and the source does not have it, or it has jumped and the next has to confirm it. `unconfirmed`: the source quotes a later price, too far away to be believed before a bar has closed there.',
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
  summary: 'The last price of a symbol, from its newest closed bar or a live quote',
  description:
    'From the newest closed bar, or from the quote of a live source where that is newer and no further away than is credible: `asOf` tells how old it is. What is played, and what you have imported, has no quotes but those of its bars. The last good price is served even when it is stale, and says so.',
  params: z.strictObject({ symbol: symbolField }),
  query: z.strictObject({
    interval: intervalField.optional().meta({
      description:
        'Of which bars, and of nothing else; without it those that closed last: of your own where you have imported some, else of the source.',
    }),
  }),
  responses: { 200: { description: 'The quote.', data: quoteField } },
  problems: ['SYMBOL_UNKNOWN', 'BARS_INSUFFICIENT', ...SOURCE_PROBLEMS, 'STORE_UNAVAILABLE'],
});

import * as z from 'zod';
import { INTERVALS } from '../../market/interval';
import { IMPORT_REASONS } from '../../app/importRow';
import { barNumbers, dateOrInstantField, intervalField, symbolField } from './fields';
import { routeContract } from './routeContract';
import { SOURCE_PROBLEMS } from '../../app/sourceProblems';

/** Bars that one request may bring: each is a conditional write, and all have to be done well before the function times out, on the local stack too. */
export const MOST_IMPORTED_BARS = 2_000;

const EXAMPLE_BAR = {
  timestamp: '2024-07-01T00:00:00Z',
  open: 10,
  high: 10.5,
  low: 9.8,
  close: 10.2,
  volume: 900,
};

const barField = z
  .strictObject({
    timestamp: dateOrInstantField.meta({
      description: 'START of the bar in UTC; of a daily bar its session date, at 00:00Z.',
      example: EXAMPLE_BAR.timestamp,
    }),
    ...barNumbers,
  })
  .meta({ id: 'BarToImport' });

export const importBars = routeContract({
  method: 'POST',
  path: '/v1/bars/{symbol}',
  operationId: 'importBars',
  scope: 'write',
  summary: 'Bring bars of your own, as JSON or CSV',
  description: [
    'The bars belong to your tenant: its other routes read them under this symbol, and for everybody else it stays what it is.',
    'Your rules on the symbol are judged on what closed after they were written, from the first import on.',
    'A symbol that the market data source serves cannot be overwritten (409).',
    `At most ${MOST_IMPORTED_BARS.toLocaleString('en-US')} bars at once, oldest first, each of an NYSE session and closed.`,
    'All are stored or none; with `partial=true` those whose values are valid: JSON that has not the shape of the schema is refused as a whole all the same.',
    'A bar that is there already stays as it was brought first, and counts as accepted: importing again changes nothing.',
    'CSV begins with the line `timestamp,open,high,low,close,volume` and needs `interval` in the query.',
  ].join(' '),
  params: z.strictObject({
    symbol: symbolField.meta({ description: 'A symbol of your own.', example: 'DESK' }),
  }),
  query: z.strictObject({
    interval: z
      .enum(INTERVALS)
      .optional()
      .meta({ description: 'Of CSV, and of nothing else: JSON says it in its body.' }),
    partial: z
      .enum(['true', 'false'])
      .default('false')
      .meta({ description: 'Whether the valid bars are stored where others are not.' }),
  }),
  body: z.strictObject({
    interval: intervalField,
    bars: z.array(barField).min(1).max(MOST_IMPORTED_BARS).meta({ description: 'Oldest first, each once.' }),
  }),
  bodyExample: { interval: '1d', bars: [EXAMPLE_BAR] },
  csvExample: `timestamp,open,high,low,close,volume\n${Object.values(EXAMPLE_BAR).join(',')}\n`,
  mostBodyBytes: 4_194_304,
  responses: {
    200: {
      description: 'How many bars were accepted, and which were not.',
      data: z
        .object({
          accepted: z.int().min(0).meta({ description: 'Those that stand there already included.' }),
          rejected: z
            .array(
              z.object({
                line: z.int().min(1).meta({
                  description:
                    'Of CSV the line, counting from 1 with the header; of JSON the place in `bars`, counting from 1.',
                }),
                reason: z.enum(IMPORT_REASONS).meta({ description: 'Why.' }),
              }),
            )
            .meta({ description: 'What was not taken; empty unless `partial=true`.' }),
        })
        .meta({ example: { accepted: 250, rejected: [] } }),
    },
  },
  problems: ['BARS_INVALID', 'STORE_CONFLICT', ...SOURCE_PROBLEMS, 'STORE_UNAVAILABLE'],
});

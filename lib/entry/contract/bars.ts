import * as z from 'zod';
import {
  barNumbers,
  dateOrInstantField,
  instantField,
  intervalField,
  longPageFields,
  pageOf,
  symbolField,
  text,
} from './fields';
import { routeContract } from './routeContract';
import { SOURCE_PROBLEMS } from '../../app/sourceProblems';

const barField = z
  .object({
    timestamp: instantField.meta({
      description: 'START of the bar; of a daily bar its session date at 00:00Z.',
    }),
    closedAt: instantField.meta({ description: 'From when on it can be known.' }),
    ...barNumbers,
    source: text('Where it came from.'),
    quality: z
      .array(z.enum(['zeroVolume', 'badPrint', 'halted', 'unconfirmed', 'corrected', 'rebased']))
      .meta({
        description:
          'What is odd about it; empty when nothing is. `badPrint`: its open or a wick lies too far out, and the bar after did not come near. `halted` and `unconfirmed` (a close that jumped, and went back or is the newest) are no data for rules and forecasts. `rebased`: it was traded before a split, and is told, as its correction is, on the scale of prices since.',
      }),
    correction: z
      .object({ ...barNumbers, source: text('Who told it.') })
      .optional()
      .meta({
        description: 'What the source has told of it since. Rules and forecasts keep to the first reading.',
      }),
  })
  .meta({
    id: 'Bar',
    example: {
      timestamp: '2009-10-29T00:00:00.000Z',
      closedAt: '2009-10-29T20:00:00.000Z',
      open: 1043.69,
      high: 1066.83,
      low: 1043.69,
      close: 1066.11,
      volume: 5595040000,
      source: 'replay',
      quality: [],
    },
  });

const barPage = pageOf(barField).extend({
  stale: z
    .literal(true)
    .optional()
    .meta({ description: 'The source did not answer: these are the stored bars, and newer ones may lack.' }),
  staleReason: z.literal('sourceFailed').optional().meta({ description: 'Why.' }),
});

export const listBars = routeContract({
  method: 'GET',
  path: '/v1/bars/{symbol}',
  operationId: 'listBars',
  scope: 'read',
  summary: 'Clean bars, oldest first',
  description: 'Without `from` the newest `limit` bars.',
  params: z.strictObject({ symbol: symbolField }),
  query: z.strictObject({
    interval: intervalField.default('1d').meta({ description: 'Length of the bars.' }),
    from: dateOrInstantField.optional().meta({ description: 'Included.' }),
    to: dateOrInstantField.optional().meta({ description: 'Included for a date, excluded for an instant.' }),
    ...longPageFields,
  }),
  responses: { 200: { description: 'One page of bars.', data: barPage } },
  problems: ['SYMBOL_UNKNOWN', ...SOURCE_PROBLEMS, 'STORE_UNAVAILABLE'],
});

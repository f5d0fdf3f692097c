import * as z from 'zod';
import type { ProblemCode } from '../../problems';
import { PROBLEMS } from '../../problems';
import { instantField, text } from './fields';

/** The version of this contract, as callers name it in `Api-Version`. */
export const API_VERSION = '1';

/** When the answers of the document's examples were given. */
export const EXAMPLE_AT = '2026-11-02T15:04:05.000Z';

export const metadata = z
  .object({
    timestamp: instantField,
    version: z.literal(API_VERSION).meta({ description: 'Of this contract.' }),
    requestId: z.string().meta({ description: 'Names this request in our log.' }),
  })
  .meta({ id: 'Metadata', example: { timestamp: EXAMPLE_AT, version: API_VERSION, requestId: '6f7c9e52' } });

/** A success: what was asked for, and which request it answers. */
export const successOf = <Data extends z.ZodType>(data: Data) =>
  z.object({
    success: z.literal(true).meta({ description: 'Whether `data` is here, or `error`.' }),
    data,
    metadata,
  });

/** A failure: a code to rely on, a sentence to read, and the places to correct. */
export const failure = z
  .object({
    success: z.literal(false).meta({ description: 'Whether `data` is here, or `error`.' }),
    error: z
      .object({
        code: z
          .enum(Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]])
          .meta({ description: 'What went wrong, for programs.' }),
        message: text('The same for people: what was sent, and what to send.'),
        details: z
          .array(
            z.union([
              z.object({
                path: z.string().meta({ description: 'Dotted; empty for the body itself.' }),
                message: text('What is wrong there, and what to send.'),
              }),
              z.object({
                provider: text('One of the market data sources that were asked.'),
                code: text('What it has said.'),
              }),
            ]),
          )
          .optional()
          .meta({ description: 'Each place that is wrong, or what each market data source has said.' }),
        timestamp: instantField,
      })
      .meta({ description: 'What went wrong, and what to do.' }),
    metadata,
  })
  .meta({ id: 'Failure' });

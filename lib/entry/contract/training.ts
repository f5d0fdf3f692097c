import * as z from 'zod';
import { MODEL_ID_EXAMPLE, SKILL_EXAMPLE } from './examples';
import { horizonField, idField, intervalField, symbolField, text } from './fields';
import { routeContract } from './routeContract';
import { SOURCE_PROBLEMS } from '../../app/sourceProblems';

const MODEL_KINDS = [
  'auto', 'naive', 'ewma', 'har', 'linear', 'ridge', 'logistic', 'garch', 'boosted', 'lstm',
] as const; // prettier-ignore

export const startTraining = routeContract({
  method: 'POST',
  path: '/v1/train',
  bare: '/train',
  operationId: 'startTraining',
  scope: 'train',
  summary: 'Queue the training of a model',
  body: z.strictObject({
    symbol: symbolField,
    interval: intervalField.default('1d'),
    model: z.enum(MODEL_KINDS).default('auto').meta({
      description:
        '`auto` takes the cheapest of naive, ewma, har, ridge and linear that is not beaten; the others are trained where they are named, `lstm` for minutes.',
    }),
    horizon: horizonField.default('1d'),
  }),
  bodyExample: { symbol: '^GSPC', interval: '1d', model: 'ridge', horizon: '1d' },
  responses: {
    202: {
      description: 'Queued; ask the job how it went.',
      data: z.object({
        jobId: z.string().meta({ description: 'Id of the job.', example: 'job_4f7c' }),
        statusUrl: z
          .string()
          .meta({ description: 'Where to ask how it goes.', example: '/v1/train/job_4f7c' }),
      }),
    },
  },
  problems: ['SYMBOL_UNKNOWN', 'BARS_INSUFFICIENT', ...SOURCE_PROBLEMS, 'STORE_UNAVAILABLE'],
});

export const getTrainingJob = routeContract({
  method: 'GET',
  path: '/v1/train/{jobId}',
  operationId: 'getTrainingJob',
  scope: 'read',
  summary: 'How a training job stands',
  params: z.strictObject({ jobId: idField }),
  responses: {
    200: {
      description: 'The job.',
      data: z.object({
        status: z
          .enum(['queued', 'running', 'succeeded', 'failed'])
          .meta({ description: 'How far it is; the last two are final.' }),
        progress: z.number().min(0).max(1).optional().meta({ description: 'The part that is done.' }),
        modelId: text('The model that came of it.').optional(),
        evaluation: z
          .record(z.string(), z.unknown())
          .optional()
          .meta({ description: 'Walk-forward figures of the model, with the baseline beside them.' }),
        error: z
          .object({
            code: text('What went wrong, as in any failure.'),
            message: text('The same in words, with the fix.'),
          })
          .optional()
          .meta({ description: 'Why it failed.' }),
      }),
      example: {
        status: 'succeeded',
        progress: 1,
        modelId: MODEL_ID_EXAMPLE,
        evaluation: SKILL_EXAMPLE,
      },
    },
  },
  problems: ['NOT_FOUND', 'STORE_UNAVAILABLE'],
});

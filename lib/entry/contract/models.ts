import * as z from 'zod';
import type { ModelRole } from '../../app/models';
import { MODEL_ID_EXAMPLE, SKILL_EXAMPLE } from './examples';
import { idField, instantField, intervalField, pageFields, pageOf, symbolField, text } from './fields';
import { routeContract } from './routeContract';
import { startTraining } from './training';

const MODEL_ROLES = ['champion', 'challenger', 'retired'] as const satisfies readonly ModelRole[];

const modelField = z
  .object({
    id: text('Made of what the model is and has learned.'),
    kind: z.string().meta({ description: 'Of which family it is.', example: 'ridge' }),
    symbol: text('Whose price it forecasts.'),
    interval: intervalField,
    horizon: z
      .string()
      .meta({ description: 'How far ahead it looks: sessions (`5d`) or bars.', example: '1d' }),
    trainedAt: instantField.meta({ description: 'By the wall clock.' }),
    trainedThrough: instantField.meta({
      description: 'Close of the last bar it has learned from: it does not speak of earlier ones.',
    }),
    features: z.array(z.string()).meta({ description: 'What it looks at; empty where it has no choice.' }),
    role: z.enum(MODEL_ROLES).meta({
      description:
        '`champion` answers. `retired` answers no more, but for the one before the champion, which does again when the champion cannot be read. There is no `challenger` yet.',
    }),
    evaluation: z
      .record(z.string(), z.unknown())
      .meta({ description: 'Walk-forward figures of the model, with the baseline beside them.' }),
  })
  .meta({
    id: 'Model',
    example: {
      id: MODEL_ID_EXAMPLE,
      kind: 'ridge',
      symbol: '^GSPC',
      interval: '1d',
      horizon: '1d',
      trainedAt: '2026-11-02T15:04:05.000Z',
      trainedThrough: '2008-07-31T20:00:00.000Z',
      features: ['return1', 'logVariance22', 'distanceToLow252'],
      role: 'champion',
      evaluation: SKILL_EXAMPLE,
    },
  });

const byId = z.strictObject({ id: idField });

const FOR_ALL = 'The model of a series serves every tenant, and so does this change.';

export const listModels = routeContract({
  method: 'GET',
  path: '/v1/models',
  bare: '/models',
  operationId: 'listModels',
  scope: 'read',
  summary: 'The models there are, by their ids',
  description:
    'Models serve every tenant, so every tenant sees the same. The order of ids says nothing about age; `role=champion` gives those that answer.',
  query: z.strictObject({
    symbol: symbolField.optional().meta({ description: 'Only those of this symbol.' }),
    interval: intervalField.optional().meta({ description: 'Only those of this interval.' }),
    role: z.enum(MODEL_ROLES).optional().meta({ description: 'Only those with this role.' }),
    ...pageFields,
  }),
  responses: { 200: { description: 'One page of models.', data: pageOf(modelField) } },
  problems: ['STORE_UNAVAILABLE'],
});

export const createModel = routeContract({
  ...startTraining,
  path: '/v1/models',
  bare: '/models',
  operationId: 'createModel',
  summary: 'Queue the training of a model, as POST /v1/train does',
  description: `The trained model becomes the champion unless the one that answers has seen later bars. ${FOR_ALL}`,
});

export const getModel = routeContract({
  method: 'GET',
  path: '/v1/models/{id}',
  bare: '/models/{id}',
  operationId: 'getModel',
  scope: 'read',
  summary: 'One model: what it is for, what it has learned from and how it did',
  params: byId,
  responses: { 200: { description: 'The model.', data: modelField } },
  problems: ['NOT_FOUND', 'STORE_UNAVAILABLE'],
});

export const drawModel = routeContract({
  method: 'GET',
  path: '/v1/models/{id}/card.svg',
  operationId: 'drawModel',
  scope: 'read',
  summary:
    'One model drawn: how its chances came about, what its intervals held, and its σ beside what happened',
  description:
    'Of forecasts that were made walk-forward, out of sample: how often levels were touched beside the chance that was told, the share of outcomes inside the intervals of 90 %, and σ beside that of `ewma`; the last two of the newest 1,000 cases.',
  params: byId,
  responses: {
    200: {
      description: 'An image, which loads nothing.',
      file: ['image/svg+xml'],
      example:
        '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="1080" viewBox="0 0 640 1080">…</svg>',
    },
  },
  problems: ['NOT_FOUND', 'STORE_UNAVAILABLE'],
});

export const promoteModel = routeContract({
  method: 'PUT',
  path: '/v1/models/{id}',
  bare: '/models/{id}',
  operationId: 'promoteModel',
  scope: 'train',
  summary: 'Let a model answer from now on',
  description: `Also one that has seen fewer bars than the one that answers now. It stays the champion until another is promoted, or one that has seen as many bars is trained: the next night one of its kind is. ${FOR_ALL}`,
  params: byId,
  body: z.strictObject({
    role: z.enum(['champion']).meta({ description: 'The one role that is given by hand.' }),
  }),
  bodyExample: { role: 'champion' },
  responses: { 200: { description: 'The model, which answers now.', data: modelField } },
  problems: ['NOT_FOUND', 'MODEL_INCOMPATIBLE', 'STORE_CONFLICT', 'STORE_UNAVAILABLE'],
});

export const deleteModel = routeContract({
  method: 'DELETE',
  path: '/v1/models/{id}',
  bare: '/models/{id}',
  operationId: 'deleteModel',
  scope: 'train',
  summary: 'Delete a model that does not answer',
  description: `The one that answers is refused: promote another first. A deletion that was interrupted is finished by the next. ${FOR_ALL}`,
  params: byId,
  responses: { 204: { description: 'Gone.' } },
  problems: ['NOT_FOUND', 'STORE_CONFLICT', 'STORE_UNAVAILABLE'],
});

import * as z from 'zod';
import { text } from './fields';
import { routeContract } from './routeContract';

export const getHealth = routeContract({
  method: 'GET',
  path: '/health',
  operationId: 'getHealth',
  scope: 'public',
  summary: 'Whether this process runs; no dependency is touched',
  responses: {
    200: {
      description: 'It runs.',
      data: z.object({
        status: z.literal('ok').meta({ description: 'It answers, so it runs.' }),
        version: z.string().meta({ description: 'Version of the product.', example: '0.1.0' }),
        uptimeSeconds: z
          .number()
          .min(0)
          .meta({ description: 'Seconds since this process began.', example: 42 }),
      }),
    },
  },
  problems: [],
});

const upExcept = (down?: string) => ({
  status: down === undefined ? 'ok' : 'down',
  dependencies: ['core', 'alerts', 'market', 'ops', 'models'].map((name) =>
    name === down ? { name, status: 'down', reason: 'the table does not answer' } : { name, status: 'ok' },
  ),
});

const readiness = z.object({
  status: z.enum(['ok', 'degraded', 'down']).meta({ description: 'The worst of the dependencies.' }),
  dependencies: z
    .array(
      z.object({
        name: text('Which table or bucket, by what it holds.'),
        status: z.enum(['ok', 'degraded', 'down']).meta({ description: 'Whether it answered within 2 s.' }),
        reason: text('What is wrong with it; absent when nothing is.').optional(),
      }),
    )
    .meta({ description: 'Each table and the bucket of the models.' }),
});

export const getReady = routeContract({
  method: 'GET',
  path: '/ready',
  operationId: 'getReady',
  scope: 'public',
  summary: 'Whether every dependency answers',
  responses: {
    200: { description: 'Ready.', data: readiness, example: upExcept() },
    503: {
      description: 'Not ready: the list says which dependency is down and why.',
      data: readiness,
      example: upExcept('core'),
    },
  },
  problems: [],
});

export const getOpenApi = routeContract({
  method: 'GET',
  path: '/openapi.json',
  operationId: 'getOpenApi',
  scope: 'public',
  summary: 'This document',
  responses: {
    200: {
      description: 'OpenAPI 3.1.',
      data: z.record(z.string(), z.unknown()),
      bare: true,
      example: { openapi: '3.1.0', info: { title: 'Stock Price Alerter' }, paths: {} },
    },
  },
  problems: [],
});

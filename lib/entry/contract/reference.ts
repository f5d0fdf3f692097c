import * as z from 'zod';
import { routeContract } from './routeContract';

export const getRoot = routeContract({
  method: 'GET',
  path: '/',
  operationId: 'getRoot',
  scope: 'public',
  summary: 'Leads to the reference',
  responses: { 302: { description: 'The reference is at `/docs`.' } },
  problems: [],
});

export const getReference = routeContract({
  method: 'GET',
  path: '/docs',
  operationId: 'getReference',
  scope: 'public',
  summary: 'This reference as a page',
  responses: { 200: { description: 'A page that asks nobody but this API.', file: ['text/html'] } },
  problems: [],
});

export const getReferenceFile = routeContract({
  method: 'GET',
  path: '/docs/{file}',
  operationId: 'getReferenceFile',
  scope: 'public',
  summary: 'The scripts and the style of that page',
  params: z.strictObject({
    file: z
      .string()
      .min(1)
      .max(128)
      .meta({ description: 'As the page names it.', example: 'swagger-ui.css' }),
  }),
  responses: { 200: { description: 'The file.', file: ['text/css', 'text/javascript'] } },
  problems: ['NOT_FOUND'],
});

import * as z from 'zod';
import { ALERT_STATES } from '../../alerts/alertRecord';
import { alertField } from './alertFields';
import { idField, pageFields, pageOf, symbolField } from './fields';
import { routeContract } from './routeContract';

export const listAlerts = routeContract({
  method: 'GET',
  path: '/v1/alerts',
  bare: '/alerts',
  operationId: 'listAlerts',
  scope: 'read',
  summary: 'What fired, and notices about bars, newest first by the close of the bar',
  query: z.strictObject({
    symbol: symbolField.optional().meta({ description: 'Only those of this symbol.' }),
    ruleId: idField.optional().meta({ description: 'Only those of this rule: no notices.' }),
    state: z.enum(ALERT_STATES).optional().meta({ description: 'Only those whose delivery is so far.' }),
    ...pageFields,
  }),
  responses: { 200: { description: 'One page of alerts.', data: pageOf(alertField) } },
  problems: ['STORE_UNAVAILABLE'],
});

export const getAlert = routeContract({
  method: 'GET',
  path: '/v1/alerts/{id}',
  bare: '/alerts/{id}',
  operationId: 'getAlert',
  scope: 'read',
  summary: 'One alert with its reason and its deliveries',
  params: z.strictObject({ id: idField }),
  responses: { 200: { description: 'The alert.', data: alertField } },
  problems: ['NOT_FOUND', 'STORE_UNAVAILABLE'],
});

export const acknowledgeAlert = routeContract({
  method: 'POST',
  path: '/v1/alerts/{id}/ack',
  operationId: 'acknowledgeAlert',
  scope: 'write',
  summary: 'Note that somebody has seen it; the first time stands',
  params: z.strictObject({ id: idField }),
  responses: { 200: { description: 'The alert.', data: alertField } },
  problems: ['NOT_FOUND', 'STORE_UNAVAILABLE'],
});

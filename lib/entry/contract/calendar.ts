import * as z from 'zod';
import { dateField, instantField, longPageFields, pageOf } from './fields';
import { routeContract } from './routeContract';

const sessionField = z
  .object({
    session: dateField,
    openUtc: instantField.meta({ description: '09:30 in New York.' }),
    closeUtc: instantField.meta({ description: '16:00 in New York, or earlier.' }),
    earlyClose: z.boolean().meta({ description: 'Whether it closes earlier than usual.' }),
  })
  .meta({
    id: 'Session',
    example: {
      session: '2008-11-28',
      openUtc: '2008-11-28T14:30:00.000Z',
      closeUtc: '2008-11-28T18:00:00.000Z',
      earlyClose: true,
    },
  });

export const listSessions = routeContract({
  method: 'GET',
  path: '/v1/calendar',
  operationId: 'listSessions',
  scope: 'read',
  summary: 'Sessions of the New York Stock Exchange',
  description: 'Both ends are included; at most 366 days.',
  query: z.strictObject({
    from: dateField
      .optional()
      .meta({ description: 'Without it today, or 30 days before a `to` that lies before today.' }),
    to: dateField
      .optional()
      .meta({ description: 'Without it 30 days after `from`, or the last day of the calendar.' }),
    ...longPageFields,
  }),
  responses: { 200: { description: 'One page of sessions.', data: pageOf(sessionField) } },
  problems: [],
});

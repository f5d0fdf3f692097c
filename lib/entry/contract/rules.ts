import * as z from 'zod';
import { PHASES } from '../../rules/state';
import { RULE_ID_EXAMPLE } from './examples';
import { idField, instantField, pageFields, pageOf, text } from './fields';
import { routeContract } from './routeContract';

const RULE_EXAMPLE = {
  dsl: '1',
  name: 'Unusual move',
  targets: { symbols: ['^GSPC'] },
  interval: '1d',
  when: {
    op: '>',
    left: { abs: { pct: ['close', { lag: ['close', 1] }] } },
    right: { mul: [2, { ml: 'vol', at: '1d' }] },
  },
  trigger: { frequency: 'bar_close', cooldown: '5bars' },
  severity: 'warning',
};

/** Only its being an object is judged here; what is in it is the rule language's own business (422). */
const ruleField = z.record(z.string(), z.unknown()).meta({
  example: RULE_EXAMPLE,
  // Published as what the rule language takes.
  override: ({ jsonSchema }: { jsonSchema: Record<string, unknown> }) => {
    for (const key of Object.keys(jsonSchema)) delete jsonSchema[key];
    jsonSchema.$ref = '#/components/schemas/Rule';
  },
});

const ruleView = z
  .object({
    id: text('Made when the rule is stored.'),
    version: z.int().meta({ description: 'Rises with every write; the ETag, and what If-Match takes.' }),
    paused: z.boolean().meta({ description: 'A paused rule is not judged, and keeps its states.' }),
    states: z
      .array(
        z.object({
          symbol: text('A symbol that the rule watches.'),
          state: z.enum(PHASES).meta({
            description: '`normal` while the condition does not hold, `firing` from when it fired.',
          }),
          since: instantField.meta({ description: 'Close of the bar that brought it there.' }),
        }),
      )
      .meta({ description: 'Where the rule stands on each symbol.' }),
    createdAt: instantField,
    updatedAt: instantField,
    rule: ruleField,
    warnings: z.array(z.string()).meta({
      description:
        'What keeps the rule from firing as it is written, such as a missing model: all of it in the answer to who writes it, splits also in that to who reads it, and nothing in a list.',
    }),
  })
  .meta({
    id: 'StoredRule',
    example: {
      id: RULE_ID_EXAMPLE,
      version: 1,
      paused: false,
      states: [{ symbol: '^GSPC', state: 'normal', since: '2009-10-14T20:00:00.000Z' }],
      createdAt: '2026-11-02T15:04:05.000Z',
      updatedAt: '2026-11-02T15:04:05.000Z',
      rule: RULE_EXAMPLE,
      warnings: [],
    },
  });

const byId = z.strictObject({ id: idField });

export const listRules = routeContract({
  method: 'GET',
  path: '/v1/rules',
  operationId: 'listRules',
  scope: 'read',
  summary: 'The rules of the tenant',
  description:
    'A page ends before `limit` where its rules watch more than a thousand symbols together; `nextCursor` goes on.',
  query: z.strictObject(pageFields),
  responses: { 200: { description: 'One page of rules.', data: pageOf(ruleView) } },
  problems: ['STORE_UNAVAILABLE'],
});

export const createRule = routeContract({
  method: 'POST',
  path: '/v1/rules',
  operationId: 'createRule',
  scope: 'write',
  summary: 'Watch for something',
  body: ruleField,
  bodyExample: RULE_EXAMPLE,
  responses: { 201: { description: 'The rule is watched from the next bar on.', data: ruleView } },
  problems: ['RULE_INVALID', 'LIMIT_EXCEEDED', 'STORE_CONFLICT', 'STORE_UNAVAILABLE'],
});

export const getRule = routeContract({
  method: 'GET',
  path: '/v1/rules/{id}',
  operationId: 'getRule',
  scope: 'read',
  summary: 'One rule with its state on each symbol',
  params: byId,
  responses: { 200: { description: 'The rule.', data: ruleView } },
  problems: ['NOT_FOUND', 'STORE_UNAVAILABLE'],
});

export const replaceRule = routeContract({
  method: 'PUT',
  path: '/v1/rules/{id}',
  operationId: 'replaceRule',
  scope: 'write',
  summary: 'Replace a rule that you have read',
  params: byId,
  body: ruleField,
  bodyExample: RULE_EXAMPLE,
  ifMatch: true,
  responses: { 200: { description: 'The rule as it stands now.', data: ruleView } },
  problems: ['RULE_INVALID', 'NOT_FOUND', 'STORE_CONFLICT', 'STORE_UNAVAILABLE'],
});

export const deleteRule = routeContract({
  method: 'DELETE',
  path: '/v1/rules/{id}',
  operationId: 'deleteRule',
  scope: 'write',
  summary: 'Watch no longer; its alerts stay',
  params: byId,
  ifMatch: true,
  responses: { 204: { description: 'Gone.' } },
  problems: ['NOT_FOUND', 'STORE_CONFLICT', 'STORE_UNAVAILABLE'],
});

export const pauseRule = routeContract({
  method: 'POST',
  path: '/v1/rules/{id}/pause',
  operationId: 'pauseRule',
  scope: 'write',
  summary: 'Judge a rule no longer; it keeps its states',
  params: byId,
  responses: { 200: { description: 'The rule, paused.', data: ruleView } },
  problems: ['NOT_FOUND', 'STORE_CONFLICT', 'STORE_UNAVAILABLE'],
});

export const resumeRule = routeContract({
  method: 'POST',
  path: '/v1/rules/{id}/resume',
  operationId: 'resumeRule',
  scope: 'write',
  summary: 'Judge a paused rule again',
  description: 'From the states it had, on the bars that close from now on: what it missed is not made up.',
  params: byId,
  responses: { 200: { description: 'The rule, watched again.', data: ruleView } },
  problems: ['NOT_FOUND', 'STORE_CONFLICT', 'STORE_UNAVAILABLE'],
});

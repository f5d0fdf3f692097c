import * as z from 'zod';
import { isKeyName, MOST_LIVE_KEYS, MOST_NAME_CHARACTERS, SCOPES } from '../../app/keyLaws';
import { idField, instantField, pageFields, pageOf, text } from './fields';
import { routeContract } from './routeContract';

const nameField = z
  .string()
  .refine(isKeyName, { error: `send 1 to ${MOST_NAME_CHARACTERS} printable characters on one line` })
  .meta({
    description: 'What the key is for.',
    example: 'desk',
    override: ({ jsonSchema }: { jsonSchema: Record<string, unknown> }) => {
      Object.assign(jsonSchema, { minLength: 1, maxLength: MOST_NAME_CHARACTERS });
    },
  });

const scopesField = z
  .array(z.enum(SCOPES))
  .min(1)
  .refine((scopes) => new Set(scopes).size === scopes.length, { error: 'send each scope once' })
  .meta({
    description: 'What the key may do: each scope what it says, `admin` everything.',
    example: ['read', 'write'],
    override: ({ jsonSchema }: { jsonSchema: Record<string, unknown> }) => {
      Object.assign(jsonSchema, { uniqueItems: true });
    },
  });

const keyFields = {
  id: text('The part of the token before the dot.'),
  name: text('What the key is for.'),
  scopes: z.array(z.enum(SCOPES)).meta({ description: 'What the key may do.' }),
  createdAt: instantField,
  expiresAt: instantField.optional().meta({ description: 'Absent where the key does not expire.' }),
};

const KEY_EXAMPLE = {
  id: 'key_01a21fb3c409r5tuxraocku4rber',
  name: 'desk',
  scopes: ['read', 'write'],
  createdAt: '2026-11-02T15:04:05.000Z',
};

const keyView = z
  .object({
    ...keyFields,
    lastUsedAt: instantField
      .nullable()
      .meta({ description: 'To about a minute; null before its first use.' }),
  })
  .meta({ id: 'ApiKey', example: { ...KEY_EXAMPLE, lastUsedAt: null } });

const createdKey = z
  .object({
    ...keyFields,
    secret: z.string().meta({ description: 'The whole bearer token. It is shown here and never again.' }),
  })
  .meta({
    id: 'CreatedApiKey',
    example: { ...KEY_EXAMPLE, secret: `${KEY_EXAMPLE.id}.shown-here-and-never-again` },
  });

export const listKeys = routeContract({
  method: 'GET',
  path: '/v1/keys',
  operationId: 'listKeys',
  scope: 'admin',
  summary: 'The API keys of the tenant, without the revoked ones',
  query: z.strictObject(pageFields),
  responses: { 200: { description: 'One page of keys, oldest first.', data: pageOf(keyView) } },
  problems: ['STORE_UNAVAILABLE'],
});

export const createKey = routeContract({
  method: 'POST',
  path: '/v1/keys',
  operationId: 'createKey',
  scope: 'admin',
  summary: 'Make an API key; its secret is shown once',
  description: `A tenant has at most ${MOST_LIVE_KEYS} keys that are neither revoked nor expired.`,
  body: z.strictObject({
    name: nameField,
    scopes: scopesField,
    expiresAt: instantField
      .optional()
      .meta({ description: 'Refused from this instant on, which lies in the future.' }),
  }),
  bodyExample: { name: 'desk', scopes: ['read', 'write'] },
  holdsSecret: true,
  responses: { 201: { description: 'The key, with its secret.', data: createdKey } },
  problems: ['LIMIT_EXCEEDED', 'STORE_UNAVAILABLE'],
});

export const deleteKey = routeContract({
  method: 'DELETE',
  path: '/v1/keys/{id}',
  operationId: 'deleteKey',
  scope: 'admin',
  summary: 'Revoke an API key; its next request is refused',
  params: z.strictObject({ id: idField }),
  responses: { 204: { description: 'Revoked.' } },
  problems: ['NOT_FOUND', 'STORE_UNAVAILABLE'],
});

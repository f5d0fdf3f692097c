import * as z from 'zod';
import { idField, instantField, pageFields, pageOf, symbolField, text } from './fields';
import { routeContract } from './routeContract';

const MOST_SYMBOLS = 50;

const contentFields = {
  name: z.string().trim().min(1).max(100).meta({ description: 'What you call it.' }),
  symbols: z
    .array(symbolField)
    .min(1)
    .max(MOST_SYMBOLS)
    .refine((symbols) => new Set(symbols).size === symbols.length, { error: 'send each symbol once' })
    .meta({ description: 'What rules that watch the list watch, each once.' }),
};

const watchlistBody = z.strictObject(contentFields);

const BODY_EXAMPLE = { name: 'Indices', symbols: ['^GSPC', 'SPY'] };

const watchlistView = z
  .object({
    id: text('What the `targets` of a rule name.'),
    version: z.int().meta({ description: 'Rises with every write; the ETag, and what If-Match takes.' }),
    name: text('What you call it.'),
    symbols: z.array(z.string()).meta({ description: 'What it holds, in your order.' }),
    createdAt: instantField,
    updatedAt: instantField,
  })
  .meta({
    id: 'Watchlist',
    example: {
      id: 'list_01a21fb3b436hsy6on5hq6kq7apf',
      version: 1,
      ...BODY_EXAMPLE,
      createdAt: '2026-11-02T15:04:05.000Z',
      updatedAt: '2026-11-02T15:04:05.000Z',
    },
  });

const byId = z.strictObject({ id: idField });

export const listWatchlists = routeContract({
  method: 'GET',
  path: '/v1/watchlists',
  operationId: 'listWatchlists',
  scope: 'read',
  summary: 'The watchlists of the tenant',
  query: z.strictObject(pageFields),
  responses: { 200: { description: 'One page of watchlists.', data: pageOf(watchlistView) } },
  problems: ['STORE_UNAVAILABLE'],
});

export const createWatchlist = routeContract({
  method: 'POST',
  path: '/v1/watchlists',
  operationId: 'createWatchlist',
  scope: 'write',
  summary: 'Put symbols under a name that rules can watch',
  description: 'A rule whose `targets` are `{"watchlist": id}` watches its symbols, and follows its edits.',
  body: watchlistBody,
  bodyExample: BODY_EXAMPLE,
  responses: { 201: { description: 'The watchlist.', data: watchlistView } },
  problems: ['LIMIT_EXCEEDED', 'STORE_UNAVAILABLE'],
});

export const getWatchlist = routeContract({
  method: 'GET',
  path: '/v1/watchlists/{id}',
  operationId: 'getWatchlist',
  scope: 'read',
  summary: 'One watchlist',
  params: byId,
  responses: { 200: { description: 'The watchlist.', data: watchlistView } },
  problems: ['NOT_FOUND', 'STORE_UNAVAILABLE'],
});

export const replaceWatchlist = routeContract({
  method: 'PUT',
  path: '/v1/watchlists/{id}',
  operationId: 'replaceWatchlist',
  scope: 'write',
  summary: 'Replace what a watchlist holds',
  description:
    'Rules that watch it follow: a symbol that stays keeps its state, one that joins is watched from the next bar on.',
  params: byId,
  body: watchlistBody,
  bodyExample: BODY_EXAMPLE,
  ifMatch: 'optional',
  responses: { 200: { description: 'The watchlist as it stands now.', data: watchlistView } },
  problems: ['NOT_FOUND', 'STORE_CONFLICT', 'STORE_UNAVAILABLE'],
});

export const deleteWatchlist = routeContract({
  method: 'DELETE',
  path: '/v1/watchlists/{id}',
  operationId: 'deleteWatchlist',
  scope: 'write',
  summary: 'Delete a watchlist that no rule watches',
  params: byId,
  ifMatch: 'optional',
  responses: { 204: { description: 'Gone.' } },
  problems: ['NOT_FOUND', 'STORE_CONFLICT', 'STORE_UNAVAILABLE'],
});

import { createRule } from '../../lib/app/rules';
import { createWatchlist } from '../../lib/app/watchlists';
import { ROUTES } from '../../lib/entry/contract/routes';
import { functionOf } from '../support/authzMatrix';
import { AUTHZ_ROWS } from '../support/authzRows';
import { bodyOf, httpHandlers, lambdaContext } from '../support/doorHandlers';
import { httpEvent } from '../support/httpEvent';
import { servedWorld } from '../support/servedWorld';

/** Every list that has pages, by what it is asked with. */
const LISTS = ROUTES.filter(({ query }) =>
  JSON.stringify(Object.keys(shapeOf(query))).includes('"cursor"'),
).map(({ operationId, method, path }) => ({ operationId, route: `${method} ${path}` }));

function shapeOf(schema: unknown): object {
  return (schema as { readonly shape?: object } | undefined)?.shape ?? {};
}

type List = (typeof LISTS)[number];

/** A world in which tenant `local` has two of everything that is listed. */
async function served() {
  const at = await servedWorld();
  const [alert] = (await at.stores.alerts.list({ tenant: 'local', limit: 1 })).items;
  await at.stores.alerts.record({ ...alert!, id: `${alert!.id}2` }, undefined);
  const stored = await at.stores.rules.get('local', at.ids.rule);
  await createRule(at.deps, { tenant: 'local', body: { ...stored!.rule, name: 'Another' } });
  await createWatchlist(at.deps, { tenant: 'local', name: 'Others', symbols: ['^GSPC'] });
  const doors = httpHandlers(at.deps);
  return async ({ operationId, route }: List, cursor?: string, key = 'local') => {
    const asked = AUTHZ_ROWS[operationId]?.request?.(at.ids) ?? {};
    // Without a beginning the newest bars are all there is.
    const begun = operationId === 'listBars' ? { from: '2008-09-02' } : {};
    const query = { ...asked.query, ...begun, limit: '1', ...(cursor !== undefined && { cursor }) };
    const headers = { authorization: `Bearer ${key}` };
    const answer = await doors[functionOf(route) ?? 'notFound'](
      httpEvent(route, { ...asked, query, headers }),
      lambdaContext,
    );
    return { status: answer.statusCode, body: bodyOf(answer) };
  };
}

/** Tokens of the same tenant and of another one, both of which may list. */
const OTHERS = [
  ['another key of the tenant', 'admin.admin'],
  ['a key of another tenant', 'local-2'],
] as const;

test('there are lists to look at', () => {
  expect(LISTS.map(({ operationId }) => operationId).sort()).toEqual([
    'listAlerts',
    'listBars',
    'listKeys',
    'listModels',
    'listRules',
    'listSessions',
    'listSubscriptions',
    'listWatchlists',
  ]);
});

test.each(LISTS)('the cursor of $operationId leads on, for this list and this key alone', async (list) => {
  const ask = await served();
  const first = await ask(list);
  const cursor = String(first.body.data.nextCursor);
  expect([first.status, first.body.data.items.length]).toEqual([200, 1]);
  const second = await ask(list, cursor);
  expect([second.status, second.body.data.items.length]).toEqual([200, 1]);
  expect(second.body.data.items).not.toEqual(first.body.data.items);
  const refused = { status: 400, details: [expect.objectContaining({ path: 'cursor' })] };
  const outcome = async (asking: ReturnType<typeof ask>) => {
    const { status, body } = await asking;
    return { status, details: body.error?.details };
  };
  for (const [, key] of OTHERS) {
    const answer = await outcome(ask(list, cursor, key));
    const isForbidden = answer.status === 403 && list.operationId === 'listKeys';
    expect(isForbidden ? refused : answer).toEqual(refused);
  }
  for (const other of LISTS.filter(({ operationId }) => operationId !== list.operationId)) {
    expect(await outcome(ask(other, cursor))).toEqual(refused);
  }
  expect(await outcome(ask(list, `${cursor.slice(0, -1)}${cursor.endsWith('A') ? 'B' : 'A'}`))).toEqual(
    refused,
  );
});

import type { CreateKeyDeps } from '../../app/keys';
import { createKey, listKeys, revokeKey } from '../../app/keys';
import * as contract from '../contract/keys';
import { bind } from '../http/binding';
import { createdKeyView, keyView } from '../views/keyView';
import { pageView } from '../views/pageView';

export const keyRoutes = [
  bind(contract.listKeys, async (deps: Pick<CreateKeyDeps, 'keys'>, { tenant, query, paging }) => {
    const { after } = paging;
    const page = await listKeys(deps, { tenant, limit: query.limit, ...(after !== undefined && { after }) });
    return { data: pageView(page, paging, keyView) };
  }),
  bind(contract.createKey, async (deps: CreateKeyDeps, { tenant, body }) => {
    const { name, scopes, expiresAt } = body;
    const created = await createKey(deps, {
      tenant,
      name,
      scopes,
      ...(expiresAt !== undefined && { expiresAt: Date.parse(expiresAt) }),
    });
    return { data: createdKeyView(created) };
  }),
  bind(contract.deleteKey, async (deps: Pick<CreateKeyDeps, 'keys' | 'clock'>, { tenant, params }) => {
    await revokeKey(deps, { tenant, id: params.id });
    return {};
  }),
];

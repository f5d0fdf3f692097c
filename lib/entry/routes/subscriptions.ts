import type { SignUpDeps } from '../../app/subscriptions';
import {
  createSubscription,
  listSubscriptions,
  readSubscription,
  removeSubscription,
  testSubscription,
} from '../../app/subscriptions';
import type { WatchDeps } from '../../app/watchSubscription';
import type { Deps } from '../../app/deps';
import * as contract from '../contract/subscriptions';
import { bind } from '../http/binding';
import { pageView } from '../views/pageView';
import { subscriptionView, testView } from '../views/subscriptionView';

type ReadDeps = Pick<Deps, 'subscriptions'>;

export const subscriptionRoutes = [
  bind(contract.listSubscriptions, async (deps: ReadDeps, { tenant, query: { limit }, paging }) => {
    const { after } = paging;
    const page = await listSubscriptions(deps, { tenant, limit, ...(after !== undefined && { after }) });
    return { data: pageView(page, paging, subscriptionView) };
  }),
  bind(contract.createSubscription, async (deps: SignUpDeps, { tenant, body }) => {
    const { channel, address, minSeverity, symbols } = body;
    const created = await createSubscription(deps, {
      tenant,
      channel,
      address,
      ...(minSeverity && { minSeverity }),
      ...(symbols && { symbols }),
    });
    return {
      data: subscriptionView(created),
      headers: { location: `/v1/subscriptions/${created.id}` },
    };
  }),
  bind(contract.getSubscription, async (deps: ReadDeps, { tenant, params }) => ({
    data: subscriptionView(await readSubscription(deps, { tenant, id: params.id })),
  })),
  bind(contract.deleteSubscription, async (deps: WatchDeps, { tenant, params }) => {
    await removeSubscription(deps, { tenant, id: params.id });
    return {};
  }),
  bind(contract.testSubscription, async (deps: WatchDeps, { tenant, params }) => ({
    data: testView(await testSubscription(deps, { tenant, id: params.id })),
  })),
];

import type { WatchlistDeps } from '../../app/watchlists';
import * as app from '../../app/watchlists';
import type { Deps } from '../../app/deps';
import type { Watchlist } from '../../ports/WatchlistStore';
import * as contract from '../contract/watchlists';
import { bind } from '../http/binding';
import { pageView } from '../views/pageView';
import { watchlistView } from '../views/watchlistView';

type Reading = Pick<Deps, 'watchlists'>;

export const watchlistRoutes = [
  bind(contract.listWatchlists, async (deps: Reading, { tenant, query, paging }) => {
    const { after } = paging;
    const page = await app.listWatchlists(deps, {
      tenant,
      limit: query.limit,
      ...(after !== undefined && { after }),
    });
    return { data: pageView(page, paging, watchlistView) };
  }),
  bind(contract.createWatchlist, async (deps: WatchlistDeps, { tenant, body }) => {
    const watchlist = await app.createWatchlist(deps, { tenant, ...body });
    const shown = reply(watchlist);
    return { ...shown, headers: { ...shown.headers, location: `/v1/watchlists/${watchlist.id}` } };
  }),
  bind(contract.getWatchlist, async (deps: Reading, { tenant, params }) =>
    reply(await app.readWatchlist(deps, { tenant, id: params.id })),
  ),
  bind(contract.replaceWatchlist, async (deps: WatchlistDeps, { tenant, params, ifMatch, body }) =>
    reply(await app.replaceWatchlist(deps, { tenant, id: params.id, expectedVersion: ifMatch, ...body })),
  ),
  bind(contract.deleteWatchlist, async (deps: WatchlistDeps, { tenant, params, ifMatch }) => {
    await app.removeWatchlist(deps, { tenant, id: params.id, expectedVersion: ifMatch });
    return {};
  }),
];

const reply = (watchlist: Watchlist) => ({
  data: watchlistView(watchlist),
  headers: { etag: `"${watchlist.version}"` },
});

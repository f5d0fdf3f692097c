import { composeWatchlists } from '../lib/compose/httpDoors';
import { httpDoor } from '../lib/entry/http/httpDoor';
import { watchlistRoutes } from '../lib/entry/routes/watchlists';

export const handler = httpDoor(watchlistRoutes, composeWatchlists);

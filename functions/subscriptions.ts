import { composeSubscriptions } from '../lib/compose/httpDoors';
import { httpDoor } from '../lib/entry/http/httpDoor';
import { subscriptionRoutes } from '../lib/entry/routes/subscriptions';

export const handler = httpDoor(subscriptionRoutes, composeSubscriptions);

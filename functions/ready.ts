import { composeReady } from '../lib/compose/httpDoors';
import { httpDoor } from '../lib/entry/http/httpDoor';
import { readyRoutes } from '../lib/entry/routes/ready';

export const handler = httpDoor(readyRoutes, composeReady);

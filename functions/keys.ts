import { composeKeys } from '../lib/compose/httpDoors';
import { httpDoor } from '../lib/entry/http/httpDoor';
import { keyRoutes } from '../lib/entry/routes/keys';

export const handler = httpDoor(keyRoutes, composeKeys);

import { composeAlert } from '../lib/compose/httpDoors';
import { httpDoor } from '../lib/entry/http/httpDoor';
import { checkRoutes } from '../lib/entry/routes/checks';

export const handler = httpDoor(checkRoutes, composeAlert);

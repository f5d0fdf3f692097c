import { composeAlerts } from '../lib/compose/httpDoors';
import { httpDoor } from '../lib/entry/http/httpDoor';
import { alertRoutes } from '../lib/entry/routes/alerts';

export const handler = httpDoor(alertRoutes, composeAlerts);

import { composePublic } from '../lib/compose/httpDoors';
import { httpDoor } from '../lib/entry/http/httpDoor';
import { healthRoutes } from '../lib/entry/routes/health';

export const handler = httpDoor(healthRoutes, composePublic);
